package dev.fovea.distill.train;

import dev.fovea.distill.net.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The mean of the weights of runs that began from the same weights: one network that keeps most of what each of
/// them learned, at the cost of one. Wortsman et al., Model soups, ICML 2022, section 2 (the uniform soup). Runs
/// from different beginnings have no meaning in between; nothing can check that here, validation shows it.
public final class Soup {
    private Soup() {}

    /// Makes a run folder with the mean weights. Its recipe is that of the first run; what it was averaged of
    /// stands in its provenance.
    ///
    /// @param runs at least two, of the same model
    /// @throws TrainException when the models differ, a run has no finished epoch, or the folder holds a run
    ///     already
    public static Run of(List<Run> runs, Path folder) {
        if (runs.size() < 2) {
            throw new TrainException("a mean needs at least two runs, was given " + runs.size());
        }
        Run first = runs.getFirst();
        for (Run other : runs) {
            if (!Files.exists(other.best())) {
                throw new TrainException(other.folder() + " has no finished epoch yet");
            }
            if (!shape(other).equals(shape(first))) {
                throw new TrainException(other.folder() + " is of another model than " + first.folder());
            }
        }
        if (Files.exists(folder)) {
            throw new TrainException(folder + " is there already; give a new folder");
        }
        Map<String, String> provenance = new TreeMap<>(first.provenance());
        for (int i = 0; i < runs.size(); i++) {
            provenance.put("averaged run " + (i + 1), runs.get(i).hash().hex());
        }
        Run mean = Run.begin(folder, first.recipe(), provenance);
        Safetensors.write(
                mean.best(),
                mean(runs.stream().map(run -> Safetensors.open(run.best())).toList()),
                Map.of("padding", first.recipe().model().padding()));
        return mean;
    }

    /// What must be the same; the initial weights may be named differently.
    private static Recipe.Model shape(Run run) {
        return run.recipe().model().from("", run.recipe().model().padding());
    }

    private static Map<String, Safetensors.Stored> mean(List<Safetensors> files) {
        Safetensors first = files.getFirst();
        Map<String, Safetensors.Stored> tensors = new LinkedHashMap<>();
        for (String name : first.names()) {
            double[] sum = new double[first.floats(name).length];
            for (Safetensors file : files) {
                float[] values = file.floats(name);
                if (!Arrays.equals(file.shape(name), first.shape(name))) {
                    throw new TrainException("the tensor " + name + " has other sides in one of the runs");
                }
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += values[i];
                }
            }
            float[] mean = new float[sum.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sum[i] / files.size());
            }
            tensors.put(name, new Safetensors.Stored(mean, first.shape(name)));
        }
        return tensors;
    }
}
