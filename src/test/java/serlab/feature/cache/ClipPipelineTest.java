package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

class ClipPipelineTest {
    private static List<Clip> clips(int count) {
        Clip any = new SyntheticSpec(1, 1, 1).open(null).clips().get(0);
        return IntStream.range(0, count).mapToObj(i -> new Clip("clip " + i, "calm", "", Map.of(), any.source())).toList();
    }

    @Test
    void handsResultsOnInOrderAndRunsOnlyAFewAhead() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger handed = new AtomicInteger();
        AtomicInteger farthest = new AtomicInteger();
        List<String> order = new ArrayList<>();
        List<Clip> clips = clips(500);
        new ClipPipeline(3, false, ProgressListener.NONE).run(clips, clip -> {
            farthest.accumulateAndGet(started.incrementAndGet() - handed.get(), Math::max);
            return clip.id();
        }, (clip, id) -> {
            order.add(id);
            handed.incrementAndGet();
        });
        assertEquals(clips.stream().map(Clip::id).toList(), order);
        assertTrue(farthest.get() <= 4 * 3 + 1, "ran " + farthest.get() + " ahead");
    }

    @Test
    void leavesOutClipsThatCannotBeUsedOrStopsAtTheFirst() throws InterruptedException {
        List<Integer> progress = new ArrayList<>();
        List<Features.Skipped> skipped = new ClipPipeline(2, false, (done, total) -> progress.add(done)).run(clips(10),
                ClipPipelineTest::refuseOdd, (clip, result) -> { });
        assertEquals(List.of("clip 1", "clip 3", "clip 5", "clip 7", "clip 9"),
                skipped.stream().map(one -> one.clip().id()).toList());
        assertEquals(10, progress.get(9));
        InvalidInputException first = assertThrows(InvalidInputException.class, () -> new ClipPipeline(2, true,
                ProgressListener.NONE).run(clips(10), ClipPipelineTest::refuseOdd, (clip, result) -> { }));
        String location = clips(1).get(0).source().location();
        assertEquals(location + ": clip 1 is odd", first.getMessage());
        assertEquals(location + ": clip 9 is odd", skipped.get(4).reason());
    }

    @Test
    void otherFailuresAreThrownOn() {
        assertThrows(IllegalStateException.class, () -> new ClipPipeline(1, false, ProgressListener.NONE).run(clips(3),
                clip -> {
                    throw new IllegalStateException("a fault");
                }, (clip, result) -> { }));
    }

    private static String refuseOdd(Clip clip) {
        if (Integer.parseInt(clip.id().substring(5)) % 2 == 1) {
            throw new InvalidInputException(clip.id() + " is odd");
        }
        return clip.id();
    }
}
