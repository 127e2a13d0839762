/* Stands in for libnvinfer 8.2 (-DMAJOR=8) or 10.3 (-DMAJOR=10), with -DVERSION for what it says it is.

   Without a GPU, as it starts, it logs, and its factories answer as NVIDIA's do then: null in version 8, an address that
   is none in version 10. After pretend_gpu(1) it is a TensorRT whose only network is TinyNetwork. Each function of its
   classes stands at the place of their tables from which the published glue calls it; the places were found by calling
   every function of the glue on an object that says which of its places was called. What NVIDIA's functions do is not
   shown by it, but that ours are called with what they take, and that what they give is understood. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define OLD (MAJOR == 8)
#define AT(old, new) [OLD ? old : new]
#define PROFILES_MAX 4

enum { INPUT, LOGITS, CAM, DISTANCE, TENSORS };
static const char *const NAMES[TENSORS] = {"input", "logits", "cam", "distance"};

#if OLD
typedef struct { int32_t count; int32_t d[8]; } dims;
#define BY_REFERENCE_SINCE_10(type) type
#define GIVEN(argument) (&(argument))
#else
typedef struct { int32_t count; int64_t d[8]; } dims;
#define BY_REFERENCE_SINCE_10(type) const type *
#define GIVEN(argument) (argument)
#endif

/* Every object of TensorRT's is a table that ends it and a pointer to what it does, which has a table of its own. */
typedef struct thing thing;
typedef struct { void *const *table; thing *whole; } inner;
struct thing {
  void *const *ends;
  inner *pointer;
  inner inside;
  bool counted;
  unsigned char *bytes;
  size_t size;
  unsigned outputs, flags, workspace;
  int profiles, sizes[PROFILES_MAX][3];
  bool taken[PROFILES_MAX];
  thing *engine;
  int profile, batch;
  void *address[TENSORS];
  int tensor;
};

static int gpu, counted;

void pretend_gpu(int there) { gpu = there; }
/* Runtimes, engines and executions that nobody has ended. */
int counted_things(void) { return counted; }

static void never(void) { abort(); }
static void end(thing *t) {
  if (t->counted) counted--;
  if (t->engine && t->profile >= 0) t->engine->taken[t->profile] = false;
  free(t->bytes);
  free(t);
}
static void *const ENDS[] = {never, end};

static thing *made(void *const *table, bool count) {
  thing *t = calloc(1, sizeof *t);
  t->ends = ENDS;
  t->pointer = &t->inside;
  t->inside.table = table;
  t->inside.whole = t;
  t->counted = count;
  t->profile = -1;
  counted += count;
  return t;
}

/* ---- IHostMemory */
static void *memory_data(inner *self) { return self->whole->bytes; }
static size_t memory_size(inner *self) { return self->whole->size; }
static void *const MEMORY[] = {[2] = memory_data, [3] = memory_size};
static thing *memory(const void *bytes, size_t size) {
  thing *t = made(MEMORY, false);
  t->bytes = malloc(size);
  memcpy(t->bytes, bytes, size);
  t->size = size;
  return t;
}

/* ---- ICudaEngine. A plan: 'P', outputs, flags, MiB of workspace, then three sizes of each profile. */
static int tensors(thing *e) { return 1 + __builtin_popcount(e->outputs); }
static int tensor(thing *e, int at) {
  for (int id = INPUT; id < TENSORS; id++)
    if ((id == INPUT || e->outputs >> id & 1) && at-- == 0) return id;
  return -1;
}
static int place(thing *e, const char *name) {
  for (int at = 0; at < tensors(e); at++)
    if (!strcmp(NAMES[tensor(e, at)], name)) return at;
  return -1;
}
static dims shape(int id, int batch) {
  switch (id) {
    case INPUT: return (dims){4, {batch, 3, 2, 2}};
    case LOGITS: return (dims){2, {batch, 2}};
    case CAM: return (dims){4, {batch, 2, 2, 2}};
    default: return (dims){1, {batch}};
  }
}
static int engine_profiles(inner *self) { return self->whole->profiles; }
static int engine_tensors(inner *self) { return tensors(self->whole) * (OLD ? self->whole->profiles : 1); }
static const char *engine_name(inner *self, int at) { return NAMES[tensor(self->whole, at % tensors(self->whole))]; }
static int engine_place(inner *self, const char *name) { return place(self->whole, name); }
static bool engine_is_input(inner *self, int at) { return at % tensors(self->whole) == 0; }
static int engine_type(void) { return 0; } /* kFLOAT */
static int engine_mode(inner *self, const char *name) { return place(self->whole, name) == 0 ? 1 : 2; }
static dims engine_shape_at(inner *self, int at) { return shape(tensor(self->whole, at % tensors(self->whole)), -1); }
static dims engine_shape(inner *self, const char *name) { return shape(tensor(self->whole, place(self->whole, name)), -1); }
static dims engine_profile_at(inner *self, int at, int profile, int which) {
  return shape(tensor(self->whole, at % tensors(self->whole)), self->whole->sizes[profile][which]);
}
static dims engine_profile(inner *self, const char *name, int profile, int which) {
  return shape(tensor(self->whole, place(self->whole, name)), self->whole->sizes[profile][which]);
}
static thing *engine_serialize(inner *self) { return memory(self->whole->bytes, self->whole->size); }
static thing *engine_execution(inner *self);
static void *const ENGINE[] = {
    AT(2, 30) = engine_tensors, AT(4, 31) = engine_name, AT(7, 20) = engine_type, AT(11, 5) = engine_execution,
    AT(22, 10) = engine_profiles, AT(10, 4) = engine_serialize,
    AT(6, 19) = OLD ? (void *)engine_shape_at : (void *)engine_shape,
    AT(23, 29) = OLD ? (void *)engine_profile_at : (void *)engine_profile,
    AT(3, 40) = engine_place, AT(5, 23) = OLD ? (void *)engine_is_input : (void *)engine_mode};

/* ---- IExecutionContext. In version 8 two of them cannot be on one profile of an engine. */
static bool on(thing *c, int profile) {
  if (profile < 0 || profile >= c->engine->profiles) return false;
  if (OLD && c->profile != profile && c->engine->taken[profile]) return false;
  if (c->profile >= 0) c->engine->taken[c->profile] = false;
  c->profile = profile;
  c->engine->taken[profile] = true;
  memset(c->address, 0, sizeof c->address);
  return true;
}
static bool context_profile(inner *self, int profile) { return on(self->whole, profile); }
static bool context_sizes(thing *c, dims given) {
  if (c->profile < 0 || given.count != 4 || given.d[1] != 3 || given.d[2] != 2 || given.d[3] != 2) return false;
  c->batch = (int)given.d[0];
  return c->batch >= c->engine->sizes[c->profile][0] && c->batch <= c->engine->sizes[c->profile][2];
}
static bool context_sizes_at(inner *self, int at, dims given) {
  return at == self->whole->profile * tensors(self->whole->engine) && context_sizes(self->whole, given);
}
static bool context_sizes_of(inner *self, const char *name, const dims *given) {
  return place(self->whole->engine, name) == 0 && context_sizes(self->whole, *given);
}
static bool context_address(inner *self, const char *name, void *address) {
  int at = place(self->whole->engine, name);
  if (at < 0) return false;
  self->whole->address[at] = address;
  return true;
}
static bool compute(thing *c, void *const *address) {
  static const float WEIGHTS[2][3] = {{1, 2, 3}, {-1, 0.5f, 0}}, BIAS[2] = {0.5f, -0.25f};
  float *of[TENSORS] = {0};
  for (int at = 0; at < tensors(c->engine); at++)
    if (!(of[tensor(c->engine, at)] = address[at])) return false;
  for (int i = 0; i < c->batch; i++) {
    float means[2] = {0};
    for (int k = 0; k < 2; k++) {
      for (int pixel = 0; pixel < 4; pixel++) {
        float cell = 0;
        for (int channel = 0; channel < 3; channel++)
          cell += WEIGHTS[k][channel] * of[INPUT][12 * i + 4 * channel + pixel];
        of[CAM][8 * i + 4 * k + pixel] = cell;
        means[k] += cell / 4;
      }
      of[LOGITS][2 * i + k] = means[k] + BIAS[k];
    }
    if (of[DISTANCE]) of[DISTANCE][i] = (means[0] * means[0] + means[1] * means[1]) / 2;
  }
  return true;
}
static bool context_run_table(inner *self, void *const *table, void *stream, void *event) {
  thing *c = self->whole;
  return c->profile >= 0 && stream && !event && compute(c, table + c->profile * tensors(c->engine));
}
static bool context_run(inner *self, void *stream) {
  return self->whole->profile >= 0 && stream && compute(self->whole, self->whole->address);
}
static void *const CONTEXT[] = {
    AT(13, 17) = context_profile, AT(15, 21) = OLD ? (void *)context_sizes_at : (void *)context_sizes_of,
    AT(24, 37) = OLD ? (void *)context_run_table : (void *)context_run, AT(40, 24) = context_address};
static thing *engine_execution(inner *self) {
  thing *c = made(CONTEXT, true);
  c->engine = self->whole;
  return c;
}

/* ---- IRuntime */
static thing *runtime_engine(inner *self, const unsigned char *plan, size_t size) {
  if (!self || size < 7 || (size - 4) % 3 || plan[0] != 'P') return NULL;
  thing *e = made(ENGINE, true);
  e->bytes = memcpy(malloc(size), plan, size);
  e->size = size;
  e->outputs = plan[1];
  e->profiles = (int)(size - 4) / 3;
  for (int i = 0; i < 3 * e->profiles; i++) e->sizes[i / 3][i % 3] = plan[4 + i];
  return e;
}
static void *const RUNTIME[] = {AT(2, 3) = runtime_engine};

/* ---- ITensor, INetworkDefinition, IOptimizationProfile, ITimingCache */
static const char *tensor_name(inner *self) { return NAMES[self->whole->tensor]; }
static void *const TENSOR[] = {[3] = tensor_name};
static int network_outputs(inner *self) { return tensors(self->whole) - 1; }
static thing *network_output(inner *self, int at) {
  thing *t = made(TENSOR, false);
  t->tensor = tensor(self->whole, at + 1);
  return t;
}
static void network_unmark(inner *self, thing *output) { self->whole->outputs &= ~(1u << output->tensor); }
static void *const NETWORK[] = {AT(21, 16) = network_outputs, AT(22, 17) = network_output, AT(32, 26) = network_unmark};

static bool profile_set(inner *self, const char *name, int which, BY_REFERENCE_SINCE_10(dims) given) {
  const dims *d = GIVEN(given);
  if (strcmp(name, NAMES[INPUT]) || d->count != 4 || d->d[1] != 3 || d->d[2] != 2 || d->d[3] != 2) return false;
  self->whole->sizes[0][which == 0 ? 0 : which == 1 ? 1 : 2] = (int)d->d[0];
  return true;
}
static void *const PROFILE[] = {[2] = profile_set};
static thing *timings_bytes(inner *self) { return self ? memory("Timings", 7) : NULL; }
static void *const TIMINGS[] = {[2] = timings_bytes};

/* ---- IBuilderConfig. Flags that we know: FP16, INT8, and TF32, which is on at first. */
static void config_workspace(inner *self, size_t bytes) { self->whole->workspace = bytes >> 20; }
static void config_pool(inner *self, int pool, size_t bytes) {
  if (pool == 0) self->whole->workspace = bytes >> 20;
}
static void config_clear(inner *self, int flag) { self->whole->flags &= ~(1u << flag); }
static void config_set(inner *self, int flag) { self->whole->flags |= 1u << flag; }
static int config_add(inner *self, thing *profile) {
  memcpy(self->whole->sizes[self->whole->profiles], profile->sizes[0], sizeof profile->sizes[0]);
  return self->whole->profiles++;
}
static thing *config_timings(inner *self, const void *bytes, size_t size) {
  return !self || (size && (size != 7 || memcmp(bytes, "Timings", 7))) ? NULL : made(TIMINGS, false);
}
static bool config_take_timings(inner *self, thing *timings) { return self && timings; }
static void *const CONFIG[] = {
    AT(10, 43) = OLD ? (void *)config_workspace : (void *)config_pool, AT(14, 10) = config_clear,
    AT(15, 11) = config_set, AT(29, 25) = config_add, AT(44, 40) = config_timings, AT(45, 41) = config_take_timings};

/* ---- IBuilder */
static bool builder_fast(inner *self) { return self != NULL; }
static thing *builder_config(inner *self) {
  thing *t = self ? made(CONFIG, false) : NULL;
  t->flags = 1u << (OLD ? 7 : 6);
  return t;
}
static thing *builder_network(inner *self, unsigned flags) {
  thing *t = self && (flags & 1) ? made(NETWORK, false) : NULL;
  if (t) t->outputs = 1 << LOGITS | 1 << CAM | 1 << DISTANCE;
  return t;
}
static thing *builder_profile(inner *self) { return self ? made(PROFILE, false) : NULL; }
static thing *builder_build(inner *self, thing *network, thing *config) {
  unsigned char plan[4 + 3 * PROFILES_MAX] = {'P', network->outputs, config->flags, config->workspace};
  for (int i = 0; i < 3 * config->profiles; i++) plan[4 + i] = config->sizes[i / 3][i % 3];
  return self ? memory(plan, 4 + 3 * config->profiles) : NULL;
}
static void *const BUILDER[] = {
    AT(4, 2) = builder_fast, AT(5, 3) = builder_fast, AT(9, 7) = builder_config, AT(11, 8) = builder_network,
    AT(12, 9) = builder_profile, AT(17, 14) = builder_build};

/* ---- The library's own functions. A logger's first function is log(severity, text). */
struct logger { void (**functions)(struct logger *, int, const char *); };

static void *answer(struct logger *logger, const char *complaint, void *const *table, bool count) {
  if (gpu) return made(table, count);
  logger->functions[0](logger, 1, complaint);
  return OLD ? NULL : (void *)0x200;
}
int getInferLibVersion(void) { return VERSION; }
void *createInferRuntime_INTERNAL(struct logger *logger, int version) {
  return version ? answer(logger, "CUDA initialization failure with error: 35", RUNTIME, true) : NULL;
}
void *createInferBuilder_INTERNAL(struct logger *logger, int version) {
  return version ? answer(logger, "no CUDA-capable device is detected", BUILDER, false) : NULL;
}
void *createInferRefitter_INTERNAL(void *engine, void *logger, int version) {
  (void)engine, (void)logger, (void)version;
  return NULL;
}
void *getLogger(void) { return NULL; }
void *getPluginRegistry(void) { return NULL; }
void *getBuilderPluginRegistry(void) { return NULL; }
void *getBuilderSafePluginRegistry(void) { return NULL; }
int getInferLibMajorVersion(void) { return VERSION / 10000; }
int getInferLibMinorVersion(void) { return VERSION % 10000 / 100; }
int getInferLibPatchVersion(void) { return VERSION % 100; }
int getInferLibBuildVersion(void) { return 0; }
