/* Stands in for libnvonnxparser of version 8 or 10 (-DMAJOR): it reads any file that is there. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define AT(old, new) [MAJOR == 8 ? old : new]

struct object { void *const *table; int errors; };

static const char *error_text(void) { return "the file cannot be opened"; }
static void *const ERROR[] = {[1] = error_text};
static struct object error = {ERROR, 0};

static bool read_file(struct object *self, const char *path) {
  FILE *file = fopen(path, "r");
  self->errors = file ? 0 : 1;
  if (file) fclose(file);
  return file;
}
static int errors(struct object *self) { return self->errors; }
static struct object *error_at(void) { return &error; }
static void *const PARSER[] = {[1] = read_file, AT(6, 5) = errors, AT(7, 6) = error_at};

void *createNvOnnxParser_INTERNAL(void *network, void *logger, int version) {
  (void)logger, (void)version;
  struct object *parser = calloc(1, sizeof *parser);
  parser->table = PARSER;
  return network ? parser : NULL;
}
void *createNvOnnxParserRefitter_INTERNAL(void *refitter, void *logger, int version) {
  (void)refitter, (void)logger, (void)version;
  return NULL;
}
int getNvOnnxParserVersion(void) { return 0; }
