/* Stands in for libcudart: same names, same arguments; the "GPU" is memory of this process and works at once.
   -DRUNTIME=10020  the version it says          -DDEVICES=1   how many it counts
   -DSTATUS=35      what counting answers        -DINTEGRATED  it shares the machine's memory
   -DSTRANGER       it lacks what we need        -DFAIL_WORK   all work fails */
#include <stdlib.h>
#include <string.h>
#ifndef RUNTIME
#define RUNTIME 12060
#endif
#ifndef DEVICES
#define DEVICES 1
#endif
#ifndef STATUS
#define STATUS 0
#endif
#ifdef INTEGRATED
#define SHARED 1
#else
#define SHARED 0
#endif
#ifdef FAIL_WORK
#define WORK 719
#else
#define WORK 0
#endif

static int alive; /* allocations, streams and events that nobody has given back */

int stub_alive(void) { return alive; }
int cudaRuntimeGetVersion(int *version) { *version = RUNTIME; return 0; }
int cudaGetDeviceCount(int *count) { *count = DEVICES; return STATUS; }
const char *cudaGetErrorString(int status) {
  return status == 0 ? "no error" : status == 35 ? "CUDA driver version is insufficient for CUDA runtime version"
      : status == 100 ? "no CUDA-capable device is detected" : "unspecified launch failure";
}
#ifndef STRANGER
int cudaDeviceGetAttribute(int *value, int attribute, int device) {
  if (device < 0 || device >= DEVICES) return 101;
  *value = attribute == 75 ? 5 : attribute == 76 ? 3 : attribute == 18 ? SHARED : -1;
  return 0;
}
int cudaSetDevice(int device) { return device >= 0 && device < DEVICES ? 0 : 101; }
int cudaMemGetInfo(size_t *free, size_t *total) { *free = 1ul << 30; *total = 4ul << 30; return 0; }
static int get(void **out, size_t bytes) {
  if (bytes > 1ul << 30) return 2;
  *out = malloc(bytes);
  memset(*out, 0xff, bytes);
  alive++;
  return 0;
}
static int give(void *p) { free(p); alive--; return 0; }
int cudaMalloc(void **out, size_t bytes) { return get(out, bytes); }
int cudaFree(void *p) { return give(p); }
int cudaHostAlloc(void **out, size_t bytes, unsigned flags) { return flags == 2 ? get(out, bytes) : 1; }
int cudaFreeHost(void *p) { return give(p); }
int cudaHostGetDevicePointer(void **out, void *host, unsigned flags) { *out = host; return SHARED && !flags ? 0 : 1; }
int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int kind, void *stream) {
  if (!stream || (kind != 1 && kind != 2)) return 1;
  memcpy(to, from, bytes);
  return 0;
}
int cudaStreamCreateWithFlags(void **out, unsigned flags) { return flags == 1 ? get(out, 64) : 1; }
int cudaStreamDestroy(void *stream) { return give(stream); }
int cudaEventCreateWithFlags(void **out, unsigned flags) { return flags == 3 ? get(out, 64) : 1; }
int cudaEventRecord(void *event, void *stream) { return event && stream ? 0 : 1; }
int cudaEventSynchronize(void *event) { return event ? WORK : 1; }
int cudaEventDestroy(void *event) { return give(event); }
#endif
