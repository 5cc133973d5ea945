package serlab.notebook.kernel;

import java.util.Map;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;

/**
 * Something shown in a cell that is drawn anew as its page chooses. The page sends a message of Jupyter's comm protocol whose
 * metadata are the choices; the answer is what is shown for them.
 */
public final class CellChoices extends Comm {
    private final Function<Map<String, Object>, DisplayData> drawn;

    /**
     * Registers it with the kernel.
     *
     * @param id    by which the page knows it
     * @param drawn what is shown for choices
     */
    public CellChoices(CommManager manager, String id, Function<Map<String, Object>, DisplayData> drawn) {
        super(manager, id, CellChoices.class.getName());
        this.drawn = drawn;
        manager.registerComm(this);
    }

    DisplayData shown(Map<String, Object> choices) {
        return drawn.apply(choices);
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
        throw new IllegalStateException("the connection answers messages to " + getID());
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean sending) {
        // the page may come back
    }
}
