package dev.fovea.engine.tensorrt;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A plan that is shaped as its network promises.
final class LoadedPlan implements AutoCloseable {
    private final Plan plan;
    private final List<BatchProfile> profiles;

    private LoadedPlan(Plan plan, List<BatchProfile> profiles) {
        this.plan = plan;
        this.profiles = profiles;
    }

    /// @param plan closed when it is refused
    /// @throws EngineException naming what is not as promised
    static LoadedPlan load(Plan plan, NetworkShape shape, int batchMax) {
        try {
            check(plan, true, shape.input(), shape.channels(), shape.height(), shape.width());
            check(plan, false, shape.logits(), shape.classes());
            check(plan, false, shape.map(), shape.classes(), shape.mapHeight(), shape.mapWidth());
            shape.distance().ifPresent(distance -> check(plan, false, distance));
            List<BatchProfile> profiles = plan.profiles(shape.input());
            IntStream.rangeClosed(1, batchMax)
                    .filter(batch -> Profiles.fitting(profiles, batch).isEmpty())
                    .findFirst()
                    .ifPresent(batch -> {
                        throw new EngineException(
                                "the engine was built for batches of " + profiles + " and takes none of " + batch);
                    });
            return new LoadedPlan(plan, profiles);
        } catch (RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    List<BatchProfile> profiles() {
        return profiles;
    }

    Plan plan() {
        return plan;
    }

    @Override
    public void close() {
        plan.close();
    }

    private static void check(Plan plan, boolean input, String name, long... sizes) {
        List<Long> wanted = new ArrayList<>(List.of(-1L));
        for (long size : sizes) {
            wanted.add(size);
        }
        PlanTensor tensor = plan.tensors().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException("the engine has no " + name + ", only "
                        + plan.tensors().stream().map(PlanTensor::name).toList()));
        if (!tensor.equals(new PlanTensor(name, input, true, wanted))) {
            throw new EngineException("the engine's " + (input ? "input " : "output ") + name + " must be float32 "
                    + wanted + " (-1: any batch), is " + tensor);
        }
    }
}
