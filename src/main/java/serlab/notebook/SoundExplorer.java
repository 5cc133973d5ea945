package serlab.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.Html;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.notebook.kernel.CellChoices;

/**
 * A picture of a sound's spectrogram or MFCC with menus and sliders: bands, hop, window, and another clip of the corpus. The kernel
 * draws it anew in its place as they are moved. Without a kernel, as in a notebook that is only read, it is a picture.
 */
public final class SoundExplorer {
    private static final MIMEType PNG = MIMEType.parse("image/png");
    private static final MIMEType JSON = MIMEType.parse("application/json");
    private static final MIMEType TEXT = MIMEType.parse("text/plain");
    private static final String FEATURE = "feature";
    private static final String BANDS = "bands";
    private static final String HOP = "hop";
    private static final String WINDOW = "window";
    private static final String EMOTION = "emotion";
    private static final String CLIP = "clip";
    private static final String GIVEN = "the sound itself";
    private static final String MFCC = "mfcc";
    private static final List<String> CHOICES = List.of("128", "256", "512", "1024", "2048", "4096");

    private final Waveform given;
    private final Optional<Corpus> corpus;
    private final String id;
    private final State first;

    SoundExplorer(Waveform given, Optional<Corpus> corpus) {
        this.given = given;
        this.corpus = corpus;
        this.first = state(Map.of());
        this.id = "explore" + UUID.nameUUIDFromBytes(first.picture().png()).toString().replace("-", "");
    }

    /**
     * A menu, or a slider over the values of one.
     *
     * @param name   of the choice
     * @param label  for people
     * @param slider whether it is a slider
     * @param values in order
     * @param at     which is chosen
     */
    private record Control(String name, String label, boolean slider, List<String> values, String at) {
    }

    /** What is shown for some choices. */
    private record State(List<Control> controls, Picture picture, String title, Waveform sound) {
    }

    private State state(Map<String, Object> chosen) {
        String feature = text(chosen, FEATURE, "log-mel");
        boolean mfcc = feature.equals(MFCC);
        List<String> bands = mfcc ? List.of("13", "20", "40") : List.of("20", "40", "64", "80", "128");
        List<Control> controls = new ArrayList<>(List.of(new Control(FEATURE, "Feature", false, List.of("log-mel", MFCC), feature),
                control(BANDS, mfcc ? "Coefficients" : "Bands", bands, chosen, mfcc ? "20" : "128"),
                control(HOP, "Hop (samples)", CHOICES.subList(0, 4), chosen, "512"),
                control(WINDOW, "Window (samples)", CHOICES.subList(2, CHOICES.size()), chosen, "2048")));
        Waveform sound = corpus.map(known -> clip(known, chosen, controls)).orElse(given);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", feature);
        settings.put(mfcc ? "coefficients" : BANDS, Integer.parseInt(controls.get(1).at()));
        settings.put("hopLength", Math.min(Integer.parseInt(controls.get(2).at()), Integer.parseInt(controls.get(3).at())));
        settings.put("fftSize", Integer.parseInt(controls.get(3).at()));
        FeatureSpec spec = FeatureSpec.of(settings);
        return new State(controls, SoundPictures.of(sound, spec), FeatureTitle.of(spec), sound);
    }

    private static String text(Map<String, Object> chosen, String name, String otherwise) {
        return chosen.get(name) instanceof String text ? text : otherwise;
    }

    private static Control control(String name, String label, List<String> values, Map<String, Object> chosen, String otherwise) {
        String at = text(chosen, name, otherwise);
        return new Control(name, label, true, values, values.contains(at) ? at : otherwise);
    }

    /** Menus of the emotions and of the clips of one. */
    private Waveform clip(Corpus known, Map<String, Object> chosen, List<Control> controls) {
        List<String> emotions = new ArrayList<>(List.of(GIVEN));
        emotions.addAll(known.labels());
        String emotion = text(chosen, EMOTION, GIVEN);
        controls.add(new Control(EMOTION, "Emotion", false, emotions, emotions.contains(emotion) ? emotion : GIVEN));
        List<Clip> clips = known.clips().stream().filter(clip -> clip.label().equals(emotion)).toList();
        if (clips.isEmpty()) {
            return given;
        }
        Clip clip = clips.stream().filter(one -> one.id().equals(chosen.get(CLIP))).findFirst().orElse(clips.get(0));
        controls.add(new Control(CLIP, "Clip", false, clips.stream().map(Clip::id).toList(), clip.id()));
        return AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location());
    }

    /** Registers it with the kernel that runs the cell, if there is one; its page. */
    String html() {
        CellKernel.running().ifPresent(kernel -> new CellChoices(kernel.getCommManager(), id, this::answer));
        return page().replace("@id@", id).replace("@kernel@", kernel()).replace("@width@", String.valueOf(first.picture().width()))
                .replace("@title@", Html.escaped(first.title())).replace("@png@", Base64.getEncoder().encodeToString(first.picture().png()))
                .replace("@controls@", json(first, false));
    }

    /** The id of the kernel, which stands in the name of the connection file. */
    private static String kernel() {
        return Optional.ofNullable(System.getProperty(KernelStart.CONNECTION)).map(file -> Path.of(file).getFileName().toString()
                .replaceFirst("^kernel-", "").replaceFirst("\\.json$", "")).orElse("");
    }

    private static String page() {
        try (InputStream in = SoundExplorer.class.getResourceAsStream("explorer.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page of an explorer cannot be read: " + e.getMessage(), e);
        }
    }

    private DisplayData answer(Map<String, Object> chosen) {
        DisplayData data = new DisplayData();
        try {
            State state = state(chosen);
            data.putData(PNG, Base64.getEncoder().encodeToString(state.picture().png()));
            data.putData(JSON, json(state, true));
            data.putData(TEXT, state.title());
        } catch (InvalidInputException e) {
            data.putData(TEXT, e.getMessage());
        }
        return data;
    }

    /** @param sound whether the sound is in it */
    private static String json(State state, boolean sound) {
        try {
            return Mappers.JSON.writeValueAsString(Map.of("controls", state.controls(), "title", state.title(), "sound",
                    sound ? Base64.getEncoder().encodeToString(WavEncoder.encode16(state.sound())) : "")).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }

    @Override
    public String toString() {
        return first.title() + ", with menus in JupyterLab";
    }
}
