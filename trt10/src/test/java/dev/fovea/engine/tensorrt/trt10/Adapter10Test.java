package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.tensorrt.AdapterContract;
import java.util.List;

class Adapter10Test extends AdapterContract {
    Adapter10Test() {
        super(10, 100300);
    }

    @Override
    protected List<String> companions() {
        return List.of();
    }
}
