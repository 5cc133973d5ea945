package serlab.notebook.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;

/** Replies to one request, which know whether a cell failed; an error that follows from an earlier cell says so. */
final class CellReplies extends ShellReplyEnvironment {
    private static final String INTERRUPTED = "EvaluationInterruptedException";
    private static final String STOPPED = "Stopped. Trainings and trials that were finished are kept: run the cell again to go on.";

    private final UnfinishedCells unfinished;
    private PublishExecuteInput cell;
    private boolean failed;
    private boolean interrupted;
    private Runnable then;

    CellReplies(ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext context, UnfinishedCells unfinished) {
        super(shell, stdin, iopub, context);
        this.unfinished = unfinished;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Whether the cell was stopped; what it runs may go on for a moment. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** The cell's number. */
    int count() {
        return cell == null ? 0 : cell.getCount();
    }

    /** Does something when all replies are sent. */
    void afterReply(Runnable next) {
        then = next;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends ContentType<T>> void publish(T content) {
        if (content instanceof PublishExecuteInput input) {
            cell = input;
        }
        super.publish(content instanceof PublishError error ? (T) told(error) : content);
    }

    private PublishError told(PublishError error) {
        if (cell == null) {
            return error;
        }
        if (INTERRUPTED.equals(error.getErrorName())) {
            interrupted = true;
            return new PublishError(error.getErrorName(), STOPPED, List.of(STOPPED));
        }
        return unfinished.reason(cell.getCode(), error.getStacktrace())
                .map(line -> new PublishError(error.getErrorName(), line, List.of(line)))
                .orElseGet(() -> new PublishError(error.getErrorName(), CellWords.of(String.valueOf(error.getErrorMessage())),
                        error.getStacktrace().stream().map(CellWords::of).toList()));
    }

    @Override
    public void replyError(MessageType<?> type, ErrorReply reply) {
        failed = failed || cell != null;
        super.replyError(type, reply);
    }

    @Override
    public void resolveDeferrals() {
        super.resolveDeferrals();
        if (then != null) {
            Runnable next = then;
            then = null;
            next.run();
        }
    }
}
