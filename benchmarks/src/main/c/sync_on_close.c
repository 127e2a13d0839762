/* Makes a program sync each file that it wrote, when it closes it; to be preloaded. DCMTK's storescp closes an
 * object's file before it answers, so with this its acknowledgement means that the object's bytes survive a power
 * cut (their name may not: the folder is not synced).
 *
 * Usage: cc -shared -fPIC -o sync_on_close.so sync_on_close.c -ldl; LD_PRELOAD=./sync_on_close.so storescp ...
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int fclose(FILE *file) {
    int (*real)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
    int flags = fcntl(fileno(file), F_GETFL);
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY) {
        if (fflush(file) != 0 || fsync(fileno(file)) != 0) {
            perror("sync_on_close");
        }
    }
    return real(file);
}
