# What the verifications of packages share: Debian roots, and a package's life in one. Part of ./fovea, which sources it.
# Standard output is the transcript: it names no place of this machine.

readonly DEBOOTSTRAP_SECONDS=7200 START_SECONDS=1800 ANSWER_SECONDS=900 SUITE=trixie PORT=18042
readonly drawings=$root/inference/src/main/resources/dev/fovea/bundle/fundus4/golden
verify=$state/verify

need_root() {
  [[ $(id -u) == 0 ]] || fail "$EX_UNAVAILABLE" "a Debian root in a folder takes root's rights: sudo ./fovea verify ..."
  local missing=() tool
  for tool in debootstrap jq curl; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  if [[ ${1:-} == arm64 && $(uname -m) != aarch64 ]]; then
    command -v qemu-aarch64-static >/dev/null || missing+=(qemu-user-static)
    command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
  fi
  [[ ${#missing[@]} == 0 ]] || apt_install "${missing[@]}" || exit "$EX_UNAVAILABLE"
  mkdir -p "$verify"
}

step() { printf '\n## %s\n' "$*"; }

note() { printf '   %s\n' "$*"; }

# A fresh Debian, made once and kept: what is done to it later goes to a layer above it.
debian() { # ARCHITECTURE [PACKAGE..]
  local arch=$1 base=$verify/root-$1 IFS=,
  [[ ! -e $base.made ]] || return 0
  say "making a Debian $SUITE for $arch, once (log: $base.log)"
  rm -rf "$base"
  QEMU_CPU=cortex-a57 timeout "$DEBOOTSTRAP_SECONDS" debootstrap "--arch=$arch" --variant=minbase \
    "--include=${*:2}" "$SUITE" "$base" >"$base.log" 2>&1 ||
    fail "$EX_UNAVAILABLE" "debootstrap failed: see $base.log"
  : >"$base.made"
}

# arm64 programs on another processor: the kernel hands them to qemu. The entry stays until the next boot.
emulate() {
  local folder=/proc/sys/fs/binfmt_misc
  [[ $(uname -m) != aarch64 ]] || return 0
  [[ -e $folder/register ]] || mount -t binfmt_misc none "$folder" || fail "$EX_UNAVAILABLE" "no binfmt_misc here"
  [[ -e $folder/qemu-aarch64 ]] || printf '%s' ':qemu-aarch64:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/usr/bin/qemu-aarch64-static:OCF' >"$folder/register"
}

# The processors as programs on a Jetson Nano see them: libraries that look at the host's instead have crashed.
nano() { # FOLDER
  local cpu=$1/sys/devices/system/cpu n file
  mkdir -p "$cpu"
  for file in present possible online; do echo 0-3 >"$cpu/$file"; done
  echo 7 >"$cpu/kernel_max"
  : >"$1/cpuinfo"
  for n in 0 1 2 3; do
    mkdir -p "$cpu/cpu$n/topology" "$cpu/cpu$n/cpufreq"
    echo "$n" >"$cpu/cpu$n/topology/core_id"
    echo 0 >"$cpu/cpu$n/topology/physical_package_id"
    echo 0000000f >"$cpu/cpu$n/topology/core_siblings"
    echo 0-3 >"$cpu/cpu$n/topology/core_siblings_list"
    echo "$n" >"$cpu/cpu$n/topology/thread_siblings_list"
    echo 102000 >"$cpu/cpu$n/cpufreq/cpuinfo_min_freq"
    echo 1479000 >"$cpu/cpu$n/cpufreq/cpuinfo_max_freq"
    printf '%s\t: %s\n' processor "$n" 'Features' 'fp asimd evtstrm aes pmull sha1 sha2 crc32' 'CPU implementer' 0x41 \
      'CPU architecture' 8 'CPU variant' 0x1 'CPU part' 0xd07 'CPU revision' 1 >>"$1/cpuinfo"
    echo >>"$1/cpuinfo"
  done
}

# Stand-ins for CUDA and TensorRT of a JetPack, with which the glue of its package loads as on a board whose GPU is there and
# answers nothing. The sources are those of the tests on x86_64.
stand_ins() { # FLAVOUR FOLDER
  local major version cuda runtime
  case $1 in
    jetpack4) major=8 version=8201 cuda=10.2 runtime=10020 ;;
    jetpack5) major=8 version=8502 cuda=11.0 runtime=11040 ;;
    jetpack6) major=10 version=100300 cuda=12 runtime=12060 ;;
    *) return 0 ;;
  esac
  stand_in "$2/libcudart.so.$cuda" cuda/cudart.c -DRUNTIME=$runtime -DINTEGRATED
  stand_in "$2/libnvinfer.so.$major" tensorrt/nvinfer.c -DMAJOR=$major -DVERSION=$version
  stand_in "$2/libnvinfer_plugin.so.$major" tensorrt/empty.c
  stand_in "$2/libnvonnxparser.so.$major" tensorrt/nvonnxparser.c -DMAJOR=$major
}

stand_in() { # FILE SOURCE [OPTION..]
  local compiler=aarch64-linux-gnu-gcc
  [[ $(uname -m) != aarch64 ]] || compiler=gcc
  "$compiler" -shared -fPIC "-Wl,-soname,${1##*/}" "${@:3}" "$root/inference/src/test/resources/dev/fovea/engine/$2" -o "$1"
}

# A package's whole life, in mounts that nobody else sees and that end with it. Prints what happens.
life() { # ARCHITECTURE DEB [FLAVOUR]
  local arch=$1 deb=$2 scratch=$verify/life-$1
  rm -rf "$scratch"
  mkdir -p "$scratch"/{upper,work,merged,old,stand-ins}
  [[ $arch != arm64 ]] || nano "$scratch"
  stand_ins "${3:-generic}" "$scratch/stand-ins"
  # The same package as if it were an older one: what is upgraded from.
  dpkg-deb -R "$deb" "$scratch/old/tree"
  sed -i 's/^Version: .*/Version: 0.0.1/' "$scratch/old/tree/DEBIAN/control"
  dpkg-deb -Znone -b "$scratch/old/tree" "$scratch/old/fovea_old.deb" >/dev/null
  rm -r "$scratch/old/tree"
  QEMU_CPU=cortex-a57 DEBIAN_FRONTEND=noninteractive unshare --mount --pid --fork --mount-proc --kill-child \
    bash "$root/package/life" "$arch" "$verify/root-$arch" "$scratch" "$deb" "$drawings" "$PORT" "$START_SECONDS" "$ANSWER_SECONDS"
}

# The package of this machine's platform under a real systemd. After a life, whose older package it installs first.
boot() { # ARCHITECTURE DEB
  local scratch=$verify/boot-$1
  rm -rf "$scratch"
  mkdir -p "$scratch"/{upper,work,merged}
  bash "$root/package/boot" "$verify/root-$1" "$scratch" "$verify/life-$1/old/fovea_old.deb" "$2" "$drawings/drawing-1.jpg"
}
