package dev.fovea.distill.train;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.global.torch;

/// What computes the steps of a training. Pictures follow the network, and losses the pictures; a run that is opened
/// again is on the processor, wherever it was trained.
public enum Place {
    CPU("cpu"),
    /// The first graphics card. The libraries for it are only there after `./fovea distill --gpu`.
    CUDA("cuda:0");

    private final String device;

    Place(String device) {
        this.device = device;
    }

    /// @throws TrainException when there is no such device here, with what to do
    public void check() {
        check(torch.cuda_is_available());
    }

    void check(boolean cuda) {
        if (this == CUDA && !cuda) {
            throw new TrainException("--device cuda: PyTorch finds no CUDA device here (torch.cuda_is_available() is"
                    + " false). It needs ./fovea distill --gpu, an NVIDIA driver, CUDA 13.1, cuDNN 9 and NCCL;"
                    + " else train with --device cpu");
        }
    }

    /// Moves a network with all that belongs to it. Its tensors stay the same objects, so an optimiser that already
    /// has them goes on.
    void take(Module network) {
        try (Device there = new Device(device)) {
            network.to(there, false);
        }
    }
}
