package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.DrawnSamples;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.SourceHead;
import dev.fovea.distill.net.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// Shows the source head those pictures of a batch whose class several sources have.
///
/// @param head that reads the source
/// @param sources of each training picture, by its position; -1 where its class has one source only
/// @param strength at the end of the course
@SuppressWarnings("ArrayRecordComponent") // Read only, compared by nobody.
record SourceAdversary(SourceHead head, int[] sources, double strength) {
    /// @throws TrainException when no class has two sources
    static SourceAdversary of(List<Sample> samples, int width, double strength) {
        // That a drawing is none of the cameras may be known.
        List<Sample> photographs = samples.stream()
                .filter(one -> !one.source().equals(DrawnSamples.SOURCE))
                .toList();
        List<String> names =
                photographs.stream().map(Sample::source).distinct().sorted().toList();
        int[] sources = samples.stream()
                .mapToInt(one -> shared(one, photographs) ? names.indexOf(one.source()) : -1)
                .toArray();
        if (Arrays.stream(sources).allMatch(source -> source < 0)) {
            throw new TrainException("a source head needs a class that two sources have; here every class has one");
        }
        return new SourceAdversary(new SourceHead(width, names.size()), sources, strength);
    }

    private static boolean shared(Sample one, List<Sample> samples) {
        return samples.stream()
                .anyMatch(
                        other -> other.label() == one.label() && !other.source().equals(one.source()));
    }

    /// The loss with the head's added to it, if there is a head and the batch has such a picture.
    static Tensor added(Optional<SourceAdversary> adversary, Tensor loss, Tensor features, Objective.Lesson lesson) {
        return adversary
                .flatMap(one -> one.loss(features, lesson))
                .map(loss::add)
                .orElse(loss);
    }

    /// What learns beside the student.
    static Map<String, Module> beside(Optional<SourceAdversary> adversary) {
        return adversary
                .map(one -> Map.<String, Module>of("source-head", one.head()))
                .orElse(Map.of());
    }

    /// Empty when the batch has no such picture.
    private Optional<Tensor> loss(Tensor features, Objective.Lesson lesson) {
        Batch batch = lesson.batch();
        long[] rows = IntStream.range(0, batch.views() * batch.count())
                .filter(i -> sources[batch.positions()[i % batch.count()]] >= 0)
                .mapToLong(i -> i)
                .toArray();
        if (rows.length == 0) {
            return Optional.empty();
        }
        long[] truth = Arrays.stream(rows)
                .map(i -> sources[batch.positions()[(int) i % batch.count()]])
                .toArray();
        double turned = strength * SourceHead.strength(lesson.when().progress());
        Tensor shown = features.index_select(0, Floats.near(features, rows, rows.length));
        return Optional.of(head.loss(shown, Floats.near(features, truth, truth.length), turned));
    }
}
