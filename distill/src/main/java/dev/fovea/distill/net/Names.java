package dev.fovea.distill.net;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;

/// Hangs layers under their published names: PyTorch allows no dot in a name, so every part before one becomes a
/// module of its own. The order of hanging is the order of the state.
final class Names {
    private final Module root;
    private final Map<String, SequentialImpl> branches = new HashMap<>();

    Names(Module root) {
        this.root = root;
    }

    /// @param path such as `features.1.conv.0.0`
    /// @return the layer to use from now on
    <M extends Module> M put(String path, M layer) {
        return parent(path).register_module(last(path), layer);
    }

    /// @return a handle of our own: the one in the module moves when its next parameter comes
    Tensor parameter(String path, Tensor begin) {
        return new Tensor(parent(path).register_parameter(last(path), begin));
    }

    private Module parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? root : branch(path.substring(0, dot));
    }

    private Module branch(String path) {
        SequentialImpl known = branches.get(path);
        if (known != null) {
            return known;
        }
        // Not a class of ours: PyTorch would call a Java object back that nobody holds, and find it collected.
        SequentialImpl made = parent(path).register_module(last(path), new SequentialImpl());
        branches.put(path, made);
        return made;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
