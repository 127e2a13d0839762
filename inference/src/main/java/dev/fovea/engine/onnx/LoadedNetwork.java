package dev.fovea.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import java.util.Arrays;
import java.util.Map;

/// A session whose network is shaped as promised.
final class LoadedNetwork implements AutoCloseable {
    private final OrtSession session;

    private LoadedNetwork(OrtSession session) {
        this.session = session;
    }

    /// @throws EngineException when the network cannot be loaded or is not shaped as promised
    static LoadedNetwork load(Network network, Provider provider) {
        OrtSession session = OnnxRuntime.load(network.file(), provider);
        try {
            check(session, network.shape());
            return new LoadedNetwork(session);
        } catch (OrtException | RuntimeException e) {
            close(session);
            throw e instanceof EngineException refused
                    ? refused
                    : new EngineException("the network's shapes cannot be read: " + e.getMessage(), e);
        }
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() {
        close(session);
    }

    private static void check(OrtSession session, NetworkShape shape) throws OrtException {
        if (session.getNumInputs() != 1) {
            throw new EngineException("the network must have one input, has " + session.getInputNames());
        }
        check(session.getInputInfo(), "input", shape.input(), shape.channels(), shape.height(), shape.width());
        check(session.getOutputInfo(), "output", shape.logits(), shape.classes());
        check(session.getOutputInfo(), "output", shape.map(), shape.classes(), shape.mapHeight(), shape.mapWidth());
        if (shape.distance().isPresent()) {
            check(session.getOutputInfo(), "output", shape.distance().get());
        }
    }

    /// The first axis is the batch and must be free; the others must be exactly these.
    private static void check(Map<String, NodeInfo> nodes, String what, String name, long... sizes) {
        NodeInfo node = nodes.get(name);
        if (node == null) {
            throw new EngineException("the network has no " + what + " " + name + ", only " + nodes.keySet());
        }
        long[] wanted = new long[sizes.length + 1];
        wanted[0] = -1;
        System.arraycopy(sizes, 0, wanted, 1, sizes.length);
        if (!(node.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || !Arrays.equals(tensor.getShape(), wanted)) {
            throw new EngineException("the network's " + what + " " + name + " must be float32 "
                    + Arrays.toString(wanted) + " (-1: any batch), is " + node.getInfo());
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException("closing the network failed: " + OnnxRuntime.firstLine(e), e);
        }
    }
}
