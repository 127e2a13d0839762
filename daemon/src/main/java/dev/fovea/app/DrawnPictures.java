package dev.fovea.app;

import dev.fovea.image.HeatMap;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preview;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.publish.rest.Pictures;
import dev.fovea.spool.Spool;
import java.nio.ByteBuffer;

/// Pictures for the doors: bytes from the spool, the rest by the image stage.
record DrawnPictures(Spool spool) implements Pictures {
    @Override
    public ByteBuffer original(Capture capture) {
        return spool.original(capture);
    }

    @Override
    public byte[] preview(ByteBuffer original, InputSpec spec, int side) {
        return Preview.jpeg(original, spec, side);
    }

    @Override
    public byte[] heatMap(ActivationMap map, int classIndex, int width, int height) {
        return HeatMap.png(map, classIndex, width, height);
    }
}
