package dev.fovea.engine.tensorrt.trt8;

import dev.fovea.engine.tensorrt.AdapterContract;
import java.util.List;

class Adapter8Test extends AdapterContract {
    Adapter8Test() {
        super(8, 8201);
    }

    /// The glue for x86_64 names them; that for a board names none.
    @Override
    protected List<String> companions() {
        return System.getProperty("os.arch").equals("amd64")
                ? List.of(
                        "libcuda.so.1",
                        "libcudart.so.11.0",
                        "libcublas.so.11",
                        "libcublasLt.so.11",
                        "libcudnn.so.8",
                        "libcudnn_ops_infer.so.8",
                        "libcudnn_ops_train.so.8",
                        "libcudnn_cnn_infer.so.8",
                        "libcudnn_cnn_train.so.8",
                        "libcudnn_adv_infer.so.8",
                        "libcudnn_adv_train.so.8",
                        "libnvrtc.so.11.2",
                        "libnvinfer_plugin.so.8")
                : List.of("libnvinfer_plugin.so.8");
    }
}
