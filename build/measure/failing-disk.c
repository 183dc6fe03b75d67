/*
 * Stands between a program and the C library. Counts what changes files below BULBAR_FAULT_FOLDER, in all processes that
 * share the counter, and lets the call of a number fail, alone or with all that follow, or lets each take its time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder;
static int *count, first, error, lasting, slow;

static int number(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

__attribute__((constructor)) static void start(void) {
  const char *counter = getenv("BULBAR_FAULT_COUNTER");
  int file = counter ? open(counter, O_RDWR) : -1;
  if (file < 0) return;
  int *shared = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (shared == MAP_FAILED) return;
  first = number("BULBAR_FAULT_FIRST");
  error = number("BULBAR_FAULT_ERRNO");
  lasting = number("BULBAR_FAULT_LASTING");
  slow = number("BULBAR_FAULT_SLOW_MICROSECONDS");
  folder = getenv("BULBAR_FAULT_FOLDER");
  count = shared;
}

static int fails(void) {
  int at = __sync_add_and_fetch(count, 1);
  if (slow) usleep(slow);
  if (!first || (lasting ? at < first : at != first)) return 0;
  errno = error;
  return 1;
}

static int path_fails(const char *path) {
  return count && path && strncmp(path, folder, strlen(folder)) == 0 && fails();
}

static int file_fails(int file) {
  char link[64], path[PATH_MAX];
  if (!count) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return path_fails(path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define OF_FILE(result, name, parameters, arguments) \
  result name parameters { return file_fails(file) ? -1 : NEXT(name) arguments; }
#define OF_PATH(name, parameters, arguments) \
  int name parameters { return path_fails(path) ? -1 : NEXT(name) arguments; }

OF_FILE(ssize_t, write, (int file, const void *from, size_t size), (file, from, size))
OF_FILE(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at))
OF_FILE(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), (file, from, size, at))
OF_FILE(ssize_t, writev, (int file, const struct iovec *from, int parts), (file, from, parts))
OF_FILE(ssize_t, pwritev, (int file, const struct iovec *from, int parts, off_t at), (file, from, parts, at))
OF_FILE(ssize_t, pwritev64, (int file, const struct iovec *from, int parts, off64_t at), (file, from, parts, at))
OF_FILE(int, ftruncate, (int file, off_t size), (file, size))
OF_FILE(int, ftruncate64, (int file, off64_t size), (file, size))
OF_FILE(int, posix_fallocate, (int file, off_t at, off_t size), (file, at, size))
OF_FILE(int, fsync, (int file), (file))
OF_FILE(int, fdatasync, (int file), (file))
OF_FILE(int, fchmod, (int file, mode_t mode), (file, mode))
OF_PATH(unlink, (const char *path), (path))
OF_PATH(rmdir, (const char *path), (path))
OF_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
OF_PATH(chmod, (const char *path, mode_t mode), (path, mode))
OF_PATH(rename, (const char *path, const char *to), (path, to))
OF_PATH(link, (const char *path, const char *to), (path, to))

ssize_t copy_file_range(int from, off64_t *at, int file, off64_t *to, size_t size, unsigned flags) {
  return file_fails(file) ? -1 : NEXT(copy_file_range)(from, at, file, to, size, flags);
}

static mode_t mode_after(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }

#define OF_OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = mode_after(flags, rest); \
    va_end(rest); \
    return flags & O_CREAT && path_fails(path) ? -1 : NEXT(name)(path, flags, mode); \
  }
OF_OPEN(open)
OF_OPEN(open64)
