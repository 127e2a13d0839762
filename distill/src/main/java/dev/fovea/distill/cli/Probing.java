package dev.fovea.distill.cli;

import dev.fovea.distill.data.Colours;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.measure.Bootstrap;
import dev.fovea.distill.measure.SourceProbe;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks for the source of the photographs: from a student's features, and from their bare colours.
record Probing(Grading grading, Lessons lessons) {
    /// Two readings for each class that several sources have.
    List<SourceProbe> probes(Bootstrap bootstrap, Progress progress) throws InterruptedException {
        List<SourceProbe> probes = new ArrayList<>();
        for (List<Sample> own : SourceProbe.shared(lessons.dataset().labelled()).values()) {
            probes.add(SourceProbe.of("the student's features", own, features(own, progress), bootstrap));
            probes.add(SourceProbe.of("colour means and deviations", own, colours(own), bootstrap));
        }
        return probes;
    }

    private Map<String, double[]> features(List<Sample> samples, Progress progress) throws InterruptedException {
        Map<String, double[]> features = new HashMap<>();
        for (Grading.Answer one : grading.answers(samples, progress)) {
            double[] numbers = new double[one.features().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = one.features()[i];
            }
            features.put(one.sample().name(), numbers);
        }
        return features;
    }

    private Map<String, double[]> colours(List<Sample> samples) {
        int side = grading.model().input().width();
        Map<String, double[]> colours = new HashMap<>();
        for (Sample one : samples) {
            float[] planes = lessons.exact().of(one, 0).planes();
            colours.put(one.name(), Colours.of(planes, side).numbers());
        }
        return colours;
    }
}
