package serlab.notebook.kernel;

import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.reply.InspectReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import serlab.notebook.assist.Completion;
import serlab.notebook.assist.Inspection;
import serlab.notebook.assist.Offer;

/**
 * Answers to Jupyter's requests while a cell is written, in place of the kernel's own. Jupyter counts characters in code points,
 * Java in UTF-16.
 *
 * @param completion what Tab offers
 * @param inspection what Shift+Tab shows
 */
public record CellAssistance(Completion completion, Inspection inspection) {
    private static final MIMEType HTML = MIMEType.parse("text/html");

    ShellHandler<CompleteRequest> completing() {
        return (replies, request) -> {
            replies.setBusyDeferIdle();
            String code = request.getContent().getCode();
            int cursor = code.offsetByCodePoints(0, request.getContent().getCursorPos());
            Offer.Offers offers = completion.at(code, cursor);
            int start = code.codePointCount(0, offers.start());
            int end = code.codePointCount(0, cursor);
            List<Map<String, Object>> kinds = offers.all().stream().map(offer -> Map.<String, Object>of("start", start, "end", end,
                    "text", offer.text(), "type", offer.kind())).toList();
            replies.reply(new CompleteReply(offers.all().stream().map(Offer::text).toList(), start, end,
                    Map.of("_jupyter_types_experimental", kinds)));
        };
    }

    ShellHandler<InspectRequest> inspecting() {
        return (replies, request) -> {
            replies.setBusyDeferIdle();
            String code = request.getContent().getCode();
            int cursor = code.offsetByCodePoints(0, request.getContent().getCursorPos());
            DisplayData shown = new DisplayData();
            boolean found = inspection.at(code, cursor).map(about -> {
                shown.putText(about.text());
                shown.putData(HTML, about.html());
                return true;
            }).orElse(false);
            replies.reply(new InspectReply(found, shown));
        };
    }
}
