package dev.fovea.engine.cuda;

/// One GPU.
///
/// @param index CUDA's number for it
/// @param smMajor of the compute capability, 5 of 5.3
/// @param smMinor of the compute capability, 3 of 5.3
/// @param memoryBytes all its memory; on an integrated GPU the machine's
/// @param integrated whether it shares the machine's memory, as every Jetson does
public record GpuDevice(int index, int smMajor, int smMinor, long memoryBytes, boolean integrated) {
    /// 53 of a Nano, 87 of an Orin: what an engine is built for.
    public int sm() {
        return 10 * smMajor + smMinor;
    }
}
