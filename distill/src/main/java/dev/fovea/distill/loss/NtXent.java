package dev.fovea.distill.loss;

import dev.fovea.distill.net.Floats;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// SimCLR's loss (Chen et al., ICML 2020): of all other pictures in the batch, each view must find the other view
/// of its own picture. Needs no labels.
///
/// @param temperature 0.5 in the reference (methods.md A1)
public record NtXent(double temperature) {
    public NtXent {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("the temperature must be above 0, was " + temperature);
        }
    }

    /// @param projections `[2 N, width]`: first every picture's first view, then every picture's second; N at least
    /// 2
    public Tensor of(Tensor projections) {
        int both = (int) projections.size(0);
        if (both < 4 || both % 2 != 0) {
            throw new IllegalArgumentException("two views of at least 2 pictures are needed, there were " + both);
        }
        Tensor directions = torch.normalize(projections);
        Tensor likeness = directions.matmul(directions.transpose(0, 1)).div(new Scalar(temperature));
        // Nobody is compared with itself.
        Tensor others = likeness.sub(Floats.near(likeness, torch.eye(both)).mul(new Scalar(1e9)));
        return LabelLoss.unweighted(others, Floats.near(likeness, partners(both), both))
                .mean();
    }

    private static long[] partners(int both) {
        long[] partners = new long[both];
        for (int i = 0; i < both; i++) {
            partners[i] = (i + both / 2L) % both;
        }
        return partners;
    }
}
