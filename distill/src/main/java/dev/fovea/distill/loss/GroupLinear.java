package dev.fovea.distill.loss;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Carries the student's 14 x 14 grid into the teacher's space of tokens: neighbours share one linear layer, 16 in
/// all (Liu et al., ACCV 2022, equations 5 and 6; rows 0-3, 4-7, 8-11, 12-13 and columns likewise, as in its code,
/// methods.md A3). Dropped after training.
public final class GroupLinear extends Module {
    private static final int SIDE = 14;
    private static final int[] STARTS = {0, 4, 8, 12, SIDE};
    private static final int BANDS = STARTS.length - 1;

    private final double dropout;
    private final List<LinearImpl> layers = new ArrayList<>();

    /// @param channels of the student's grid
    /// @param width of the teacher's tokens
    /// @param dropout of the grid while training, 0 to below 1
    public GroupLinear(int channels, int width, double dropout) {
        super("GroupLinear");
        this.dropout = dropout;
        for (int group = 0; group < BANDS * BANDS; group++) {
            layers.add(register_module("group" + group, new LinearImpl(channels, width)));
        }
    }

    /// Which layer serves a place.
    static int group(int row, int column) {
        return BANDS * band(row) + band(column);
    }

    private static int band(int line) {
        return Math.min(line / 4, BANDS - 1);
    }

    /// From `[B, channels, 14, 14]` to `[B, 196, width]`, row by row.
    public Tensor forward(Tensor grid) {
        if (grid.size(2) != SIDE || grid.size(3) != SIDE) {
            throw new IllegalArgumentException("the grid must be 14 x 14, was " + grid.size(2) + " x " + grid.size(3));
        }
        Tensor places = grid.permute(0, 2, 3, 1);
        Tensor input = dropout > 0 ? torch.dropout(places, dropout, is_training()) : places;
        TensorVector rows = new TensorVector();
        for (int row = 0; row < BANDS; row++) {
            Tensor band = input.narrow(1, STARTS[row], STARTS[row + 1] - STARTS[row]);
            TensorVector columns = new TensorVector();
            for (int column = 0; column < BANDS; column++) {
                Tensor square = band.narrow(2, STARTS[column], STARTS[column + 1] - STARTS[column]);
                columns.push_back(layers.get(BANDS * row + column).forward(square));
            }
            rows.push_back(torch.cat(columns, 2));
        }
        return torch.cat(rows, 1).flatten(1, 2);
    }

    /// The mean square distance to the teacher's tokens.
    ///
    /// @param tokens `[B, 196, width]`; no gradient goes there
    public static Tensor loss(Tensor projected, Tensor tokens) {
        return torch.mse_loss(projected, tokens.detach());
    }
}
