/** Exit codes of nvidia-smi, which are NVML's (`nvml.h`; manual, RETURN VALUE). */
const MEANINGS: Readonly<Record<number, string>> = {
  2: 'nvidia-smi did not understand its arguments.',
  3: 'The operation is not available on this device.',
  4: 'This user may not talk to the driver: look at the device nodes, SELinux and the container’s cgroup.',
  6: 'The driver knows no device.',
  8: 'A device’s external power cables are not attached properly.',
  9: 'The driver is not loaded: install it, or rebuild its kernel module (DKMS), then reboot.',
  10: 'The kernel found an interrupt issue with a device: reboot.',
  11: 'The kernel found an interrupt issue with a device: reboot.',
  12: 'The library libnvidia-ml.so is missing: install the driver’s libraries.',
  13: 'The library libnvidia-ml.so is older than nvidia-smi: install matching ones.',
  15: 'A device has fallen off the bus: power-cycle the host.',
  16: 'A device needs a reset.',
  17: 'The system or its cgroups block the driver: look at the container’s settings.',
  18: 'The kernel’s driver and its libraries have different versions, as after an update: reboot or reload the modules.',
}

/** What the exit code of nvidia-smi means and what to do. */
export function meaningOf(exitCode: number, text: string): string {
  if (/Driver\/library version mismatch/.test(text)) return MEANINGS[18] ?? ''
  if (/Failed to initialize NVML: Unknown Error/.test(text)) {
    return 'The driver is out of reach, as in a container after `systemctl daemon-reload`: start it anew, with CDI where possible.'
  }
  return MEANINGS[exitCode] ?? 'nvidia-smi failed for a reason that it does not tell.'
}

/** A corrupted infoROM (14) is worth a warning; fleets run such devices for years. */
export const INFOROM_CORRUPTED = 14
export const NO_DEVICES = 6
export const DRIVER_NOT_LOADED = 9
