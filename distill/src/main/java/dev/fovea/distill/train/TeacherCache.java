package dev.fovea.distill.train;

import dev.fovea.distill.data.Sample;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one teacher said to each picture, once, on disk: `<teacher's hash>.csv`, a line for each picture with its
/// hash and the scores. Pictures are known by their bytes, so that the cache outlives a new split or a renamed
/// file.
public final class TeacherCache {
    private static final String HEADER = "sha256,logits";

    private final Path file;
    private final int classes;
    private final Map<Sha256, float[]> known = new HashMap<>();

    private TeacherCache(Path file, int classes) {
        this.file = file;
        this.classes = classes;
    }

    /// What is known of this teacher, which may be nothing.
    ///
    /// @param folder of all caches
    /// @param teacher the hash of its weights
    public static TeacherCache of(Path folder, Sha256 teacher, int classes) {
        TeacherCache cache = new TeacherCache(folder.resolve(teacher + ".csv"), classes);
        try {
            Files.createDirectories(folder);
            List<String> lines = Files.readAllLines(cache.file);
            lines.stream().skip(1).forEach(cache::read);
        } catch (NoSuchFileException e) {
            return cache;
        } catch (IOException e) {
            throw new TrainException("the teacher's cache " + cache.file + " cannot be read", e);
        }
        return cache;
    }

    private void read(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != classes + 1) {
            throw new TrainException(file + " has a line of " + (fields.length - 1) + " scores, not " + classes);
        }
        float[] logits = new float[classes];
        for (int i = 0; i < classes; i++) {
            logits[i] = Float.parseFloat(fields[i + 1]);
        }
        known.put(new Sha256(fields[0]), logits);
    }

    /// Those that the teacher has not seen, each picture once.
    public List<Sample> missing(List<Sample> samples) {
        Map<Sha256, Sample> missing = new LinkedHashMap<>();
        samples.stream()
                .filter(one -> !known.containsKey(one.sha256()))
                .forEach(one -> missing.putIfAbsent(one.sha256(), one));
        return List.copyOf(missing.values());
    }

    /// Keeps these answers too.
    public void add(List<Grading.Answer> answers) {
        answers.forEach(one -> known.put(one.sample().sha256(), one.logits().clone()));
        List<String> lines = new ArrayList<>(List.of(HEADER));
        Map<String, float[]> sorted = new TreeMap<>();
        known.forEach((hash, logits) -> sorted.put(hash.hex(), logits));
        sorted.forEach((hash, logits) -> {
            StringBuilder line = new StringBuilder(hash);
            for (float logit : logits) {
                line.append(',').append(logit);
            }
            lines.add(line.toString());
        });
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.write(unfinished, lines, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TrainException("the teacher's answers cannot be kept in " + file, e);
        }
    }

    /// @throws TrainException when the teacher has not seen it
    float[] logits(Sample sample) {
        float[] logits = known.get(sample.sha256());
        if (logits == null) {
            throw new TrainException("the teacher has not seen " + sample.name() + "; run cache-teacher first");
        }
        return logits.clone();
    }

    /// The mean of several teachers' scores.
    static float[] mean(List<TeacherCache> teachers, Sample sample) {
        float[] sum = new float[teachers.getFirst().classes];
        for (TeacherCache teacher : teachers) {
            float[] logits = teacher.logits(sample);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += logits[i] / teachers.size();
            }
        }
        return sum;
    }
}
