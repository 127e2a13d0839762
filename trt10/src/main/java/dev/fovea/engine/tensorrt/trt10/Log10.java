package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.tensorrt.TensorRtLog;
import org.bytedeco.tensorrt.nvinfer.ILogger;

/// TensorRT calls it from threads of its own; what is thrown here would end the process.
final class Log10 extends ILogger {
    private final TensorRtLog log;

    Log10(TensorRtLog log) {
        this.log = log;
    }

    @Override
    public void log(Severity severity, String text) {
        try {
            log.log(level(severity), text);
        } catch (Throwable e) {
            System.getLogger(Log10.class.getName())
                    .log(System.Logger.Level.ERROR, "a log line of TensorRT was lost", e);
        }
    }

    private static TensorRtLog.Level level(Severity severity) {
        return switch (severity.intern()) {
            case kINTERNAL_ERROR, kERROR -> TensorRtLog.Level.ERROR;
            case kWARNING -> TensorRtLog.Level.WARNING;
            case kINFO -> TensorRtLog.Level.INFO;
            case kVERBOSE -> TensorRtLog.Level.VERBOSE;
        };
    }
}
