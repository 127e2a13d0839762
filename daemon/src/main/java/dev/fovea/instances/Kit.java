package dev.fovea.instances;

import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.scheduler.BatchQueue;
import dev.fovea.scheduler.Ticker;
import java.util.List;

/// What every part of one group works with.
record Kit(
        InstanceSettings settings,
        Ticker ticker,
        EngineMetadata metadata,
        Generations generations,
        List<GoldenTensor> goldens,
        BatchQueue<Pending> queue,
        InstanceMetrics metrics) {
    Recovery recovery() {
        return settings.recovery();
    }
}
