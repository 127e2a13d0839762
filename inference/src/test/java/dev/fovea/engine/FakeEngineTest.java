package dev.fovea.engine;

/// Keeps the fake honest.
class FakeEngineTest implements EngineContract {
    @Override
    public EngineSource source() {
        return new FakeEngines(4);
    }

    @Override
    public EngineSource sourceWithDistance() {
        return new FakeEngines(TinyNetwork.networkWithDistance(), 4);
    }
}
