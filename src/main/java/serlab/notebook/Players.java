package serlab.notebook;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import serlab.Html;
import serlab.audio.Waveform;

/** Recordings to listen to, one beside another, each under its name. */
public final class Players {
    private final List<Named> recordings;

    /** A recording and what stands above it. */
    record Named(String name, Waveform sound) {
    }

    Players(List<Named> recordings) {
        this.recordings = List.copyOf(recordings);
    }

    String html() {
        return recordings.stream().map(one -> "<figure style=\"margin:0\"><figcaption>" + Html.escaped(one.name()) + "</figcaption>"
                + SoundHtml.of(one.sound()) + "</figure>")
                .collect(Collectors.joining("", "<div style=\"display:flex;flex-wrap:wrap;gap:8px 24px\">", "</div>"));
    }

    @Override
    public String toString() {
        return recordings.stream().map(one -> String.format(Locale.ROOT, "%s, %.2f s", one.name(), one.sound().durationSeconds()))
                .collect(Collectors.joining("; "));
    }
}
