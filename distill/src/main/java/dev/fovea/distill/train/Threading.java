package dev.fovea.distill.train;

import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/// What must be true of the process before PyTorch may train in it.
public final class Threading {
    private Threading() {}

    /// Without these two settings a step takes up to 25 times as long (training.md 2), and a program cannot set its
    /// own environment.
    ///
    /// @param environment of the process
    /// @throws TrainException with what to do
    public static void check(Map<String, String> environment) {
        boolean pools = "1".equals(environment.get("OPENBLAS_NUM_THREADS"));
        boolean waits = "passive".equalsIgnoreCase(environment.getOrDefault("OMP_WAIT_POLICY", ""));
        if (!pools || !waits) {
            throw new TrainException("training needs OPENBLAS_NUM_THREADS=1 and OMP_WAIT_POLICY=passive in the"
                    + " environment, or it is many times slower; start it with ./fovea distill, which sets them");
        }
    }

    static void set(int threads, boolean deterministic) {
        torch.set_num_threads(threads);
        torch.globalContext().setDeterministicAlgorithms(deterministic, false);
    }
}
