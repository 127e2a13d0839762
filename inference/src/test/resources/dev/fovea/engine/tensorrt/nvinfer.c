/* Stands in for libnvinfer without a GPU: it can be asked for its version, it logs, and its factories answer as
   NVIDIA's do then, with -DANSWER (null in version 8, an address that is none in version 10). */
#include <stddef.h>
#ifndef ANSWER
#define ANSWER 0x200
#endif

/* A C++ object: a pointer to its table of functions, the first of which is ILogger::log(severity, text). */
struct logger { void (**functions)(struct logger *, int, const char *); };

int getInferLibVersion(void) { return VERSION; }
void *createInferRuntime_INTERNAL(struct logger *logger, int version) {
  (void)version;
  logger->functions[0](logger, 1, "CUDA initialization failure with error: 35");
  return (void *)ANSWER;
}
void *createInferBuilder_INTERNAL(struct logger *logger, int version) {
  (void)version;
  logger->functions[0](logger, 1, "no CUDA-capable device is detected");
  return (void *)ANSWER;
}
void *createInferRefitter_INTERNAL(void *engine, void *logger, int version) {
  (void)engine, (void)logger, (void)version;
  return (void *)ANSWER;
}
void *getLogger(void) { return NULL; }
void *getPluginRegistry(void) { return NULL; }
void *getBuilderPluginRegistry(void) { return NULL; }
void *getBuilderSafePluginRegistry(void) { return NULL; }
int getInferLibMajorVersion(void) { return VERSION / 10000; }
int getInferLibMinorVersion(void) { return VERSION % 10000 / 100; }
int getInferLibPatchVersion(void) { return VERSION % 100; }
int getInferLibBuildVersion(void) { return 0; }
