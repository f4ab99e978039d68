/**
 * Outlives the action's main step: runs the command with its output in a file, and writes down how it ended. Signals for
 * the whole group find a handler here, so that the exit code is written whatever they do to the command.
 */
export const SUPERVISOR = `
directory=$1
shift
trap : HUP INT QUIT TERM USR1 USR2
"$@" </dev/null >>"$directory/log" 2>&1
code=$?
printf '%s\\n' "$code" >"$directory/exit.part" && mv -f "$directory/exit.part" "$directory/exit"
`

/**
 * The first process of the namespaces: mounts, then gives up every capability for good, so that the command can't undo
 * them, and stays to reap what the command leaves behind. It enters the working directory anew: the one it was started in
 * lies below the mounts, where nothing is read-only. \`exit\` at the end keeps the shell from replacing itself.
 */
export const INIT = `
set -e
ready=$1
directory=$2
shift 2
exec 3>"$ready"
while [ "$1" != -- ]; do
  case $1 in
    proc) mount -t proc proc /proc; shift ;;
    loopback)
      for ip in ip /sbin/ip /usr/sbin/ip; do "$ip" link set lo up 2>/dev/null && break; done || :
      shift ;;
    cover) if [ -e "$2" ]; then mount --bind /dev/null "$2"; fi; shift 2 ;;
    bind) mount --rbind "$2" "$3"; shift 3 ;;
    read-only) mount -o "$3" "$2"; shift 3 ;;
    hide) mount -t tmpfs -o size=4k,mode=0700 tmpfs "$2"; shift 2 ;;
    *) echo "unknown step $1"; exit 125 ;;
  esac
done
shift
cd "$directory"
set +e
trap : HUP INT QUIT TERM USR1 USR2
echo ready >&3
setpriv --bounding-set -all --inh-caps -all --ambient-caps -all --no-new-privs -- "$@" 3>&-
exit $?
`

/** Does once what \`INIT\` does, to see whether the kernel allows it. */
export const PROBE = `
set -e
mount -t proc proc /proc
mount --bind /dev/null /dev/zero
mount -t tmpfs -o size=4k tmpfs /mnt 2>/dev/null || mount -t tmpfs -o size=4k tmpfs /tmp
setpriv --bounding-set -all --inh-caps -all --ambient-caps -all --no-new-privs -- true
`
