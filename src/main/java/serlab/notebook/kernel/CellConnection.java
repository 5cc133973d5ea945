package serlab.notebook.kernel;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import serlab.experiment.Provenance;

/**
 * Connection to Jupyter on which a failed cell stops the cells that wait behind it, as Python's kernel does: these are
 * answered {@code aborted} and not run. JJava alone would run them on what the failed cell left behind.
 */
public final class CellConnection extends JupyterConnection {
    /** A request to run a cell is a bit of the channel's events. */
    private static final int READABLE = 1;
    /** What Run All sends arrives a cell at a time; so long nothing came when the queue counts as read. */
    private static final long QUIET_NANOS = 60_000_000L;
    private static final long STEP_NANOS = 2_000_000L;

    private final UnfinishedCells unfinished;
    private final BaseKernel kernel;
    private final CellAssistance assistance;
    private final CellCode code = new CellCode();

    /**
     * @param assistance answers what is asked while a cell is written
     * @throws GeneralSecurityException if Java does not know the signature that is asked for
     */
    public CellConnection(BaseKernel kernel, CellAssistance assistance, KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        this.kernel = kernel;
        this.assistance = assistance;
        this.unfinished = new UnfinishedCells(kernel::evalRaw);
    }

    @Override
    public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
        return new CellReplies(channel, stdin, iopub, context, unfinished);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void setHandler(MessageType<T> type, ShellHandler<T> handler) {
        super.setHandler(type, type == MessageType.EXECUTE_REQUEST
                ? (ShellHandler<T>) stopping((ShellHandler<ExecuteRequest>) handler)
                : type == MessageType.COMPLETE_REQUEST ? (ShellHandler<T>) assistance.completing()
                : type == MessageType.INSPECT_REQUEST ? (ShellHandler<T>) assistance.inspecting()
                : type == MessageType.KERNEL_INFO_REQUEST ? (ShellHandler<T>) about()
                : type == MessageType.COMM_MSG_COMMAND ? (ShellHandler<T>) choosing((ShellHandler<CommMsgCommand>) handler) : handler);
    }

    private ShellHandler<ExecuteRequest> stopping(ShellHandler<ExecuteRequest> run) {
        return (replies, request) -> {
            run.handle(replies, told(request));
            CellReplies cell = (CellReplies) replies;
            if (!cell.wasInterrupted()) {
                unfinished.done(request.getContent().getCode(), cell.count(), cell.hasFailed());
            }
            if (cell.hasFailed() && request.getContent().shouldStopOnError()) {
                List<Message<?>> waiting = waiting();
                cell.afterReply(() -> waiting.forEach(this::answer));
            }
        };
    }

    /** What the kernel is; the language is described as notebooks are stored, so that opening one does not change it. */
    private ShellHandler<KernelInfoRequest> about() {
        String version = Provenance.libraryVersion();
        KernelInfoReply reply = new KernelInfoReply("5.3", "speech emotion laboratory", version, new LanguageInfo("java", "17+",
                "text/x-java-source", ".java", "java", "java", ""), "Java " + Runtime.version().feature() + " ("
                + System.getProperty("java.version") + "), speech emotion laboratory " + version + "; Tab completes, Shift+Tab explains",
                kernel.getHelpLinks());
        return (replies, request) -> {
            replies.setBusyDeferIdle();
            replies.reply(reply);
        };
    }

    /** What a page chooses is drawn for it alone, outside the outputs of cells. */
    private ShellHandler<CommMsgCommand> choosing(ShellHandler<CommMsgCommand> others) {
        return (replies, request) -> {
            if (kernel.getCommManager().getCommByID(request.getContent().getCommID()) instanceof CellChoices choices) {
                replies.setBusyDeferIdle();
                replies.publish(new PublishDisplayData(choices.shown(request.getNonNullMetadata())));
            } else {
                others.handle(replies, request);
            }
        };
    }

    private Message<ExecuteRequest> told(Message<ExecuteRequest> request) {
        ExecuteRequest asked = request.getContent();
        String run = code.of(asked.getCode());
        return run.equals(asked.getCode()) ? request : new Message<>(request.getIdentities(), request.getHeader(),
                request.getParentHeader(), request.getMetadata(), new ExecuteRequest(run, asked.isSilent(), asked.shouldStoreHistory(),
                asked.getUserExpr(), asked.isStdinEnabled(), asked.shouldStopOnError()), request.getBlobs());
    }

    /** The requests that were sent before the client can know of the failure. */
    private List<Message<?>> waiting() {
        List<Message<?>> waiting = new ArrayList<>();
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET_NANOS) {
            if ((shell.getEvents() & READABLE) != 0) {
                waiting.add(shell.readMessage());
                quietSince = System.nanoTime();
            } else {
                LockSupport.parkNanos(STEP_NANOS);
            }
        }
        return waiting;
    }

    /** Aborts a cell; other requests, such as one for completion, are answered as ever. */
    private <T> void answer(Message<T> request) {
        ShellReplyEnvironment replies = prepareReplyEnv(shell, request);
        MessageType<T> type = request.getHeader().getType();
        if (type == MessageType.EXECUTE_REQUEST) {
            abort(replies, request);
            return;
        }
        ShellHandler<T> handler = getHandler(type);
        if (handler != null) {
            handler.handle(replies, request);
            replies.resolveDeferrals();
        }
    }

    /** The library knows no such reply; its type is that of a reply to a cell. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void abort(ShellReplyEnvironment replies, MessageContext request) {
        replies.setStatusBusy();
        replies.reply(new Message(request, ExecuteReply.MESSAGE_TYPE, Map.of("status", "aborted")));
        replies.setStatusIdle();
    }
}
