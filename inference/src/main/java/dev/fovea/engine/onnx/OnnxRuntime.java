package dev.fovea.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.fovea.engine.EngineException;
import java.util.Optional;

/// The library itself: which version may run, and how sessions are set up.
final class OnnxRuntime {
    /// Later versions carry a vendor telemetry client that is on by default and crashed this daemon at start.
    static final String VERSION = "1.28.0";

    private OnnxRuntime() {}

    /// Loads the native library at the first call.
    ///
    /// @throws EngineException when the library is of another version, or cannot be loaded
    static OrtEnvironment environment() {
        // Naming the class does not load the native code yet: a wrong version must not even start.
        refuseOther(Optional.ofNullable(OrtEnvironment.class.getPackage().getImplementationVersion()));
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "fovea");
            refuseOther(Optional.of(environment.getVersion()));
            return environment;
        } catch (LinkageError e) {
            throw new EngineException("ONNX Runtime cannot be loaded: " + e.getMessage(), e);
        }
    }

    /// @param version as the library says; absent when its jar has been repacked, then only the native code is
    ///     asked
    static void refuseOther(Optional<String> version) {
        if (version.isPresent() && !version.get().equals(VERSION)) {
            throw new EngineException("ONNX Runtime must be " + VERSION + ", found " + version.get()
                    + ": later versions send telemetry, others are untested");
        }
    }

    /// @throws EngineException when the bytes are not a network it can run, or it has not this provider
    static OrtSession load(byte[] network, Provider provider) {
        OrtEnvironment environment = environment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            provider.addTo(options);
            return environment.createSession(network, options);
        } catch (OrtException e) {
            throw new EngineException("the network cannot be loaded: " + firstLine(e), e);
        }
    }

    /// Native messages run on for pages.
    static String firstLine(OrtException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
