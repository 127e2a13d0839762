package dev.fovea.bench.crash;

import dev.fovea.bench.eyes.CameraPictures;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Different pictures with known answers, and a fresh upload from them whenever asked. Thread-safe.
final class EyePool {
    private final List<Photograph> photographs;
    private final List<Expected> expected;
    private final long run;
    private final AtomicInteger next = new AtomicInteger();

    /// @param answers gives the right answer to a JPEG, without a daemon
    /// @param run sets this run's exams and bytes apart from any other's
    EyePool(int eyes, int side, long run, Function<byte[], Expected> answers) {
        this.run = run;
        List<Photograph> drawn = new ArrayList<>();
        List<Expected> right = new ArrayList<>();
        for (int i = 0; i < eyes; i++) {
            byte[] jpeg = CameraPictures.eye(i).jpeg(side, side);
            drawn.add(Photograph.of("eye-" + i, jpeg));
            right.add(answers.apply(jpeg));
        }
        photographs = List.copyOf(drawn);
        expected = List.copyOf(right);
    }

    List<Expected> expected() {
        return expected;
    }

    /// The next one: two eyes to an exam, each exam a patient of its own.
    Upload fresh() {
        int number = next.getAndIncrement();
        int exam = number / 2;
        String name = Long.toHexString(run);
        return new Upload(
                number,
                "crash-" + name + "-exam-" + exam,
                "crash-" + name + "-patient-" + exam,
                number % 2 == 0 ? "OD" : "OS",
                "crash-" + name + "-key-" + number,
                Sha256.of(photograph(number).bytes(run, number)).hex(),
                expected.get(number % expected.size()));
    }

    List<byte[]> body(Upload upload) {
        return photograph(upload.number()).stamped(run, upload.number());
    }

    private Photograph photograph(int number) {
        return photographs.get(number % photographs.size());
    }
}
