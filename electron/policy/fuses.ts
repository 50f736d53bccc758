/** Electron's fuses as packaged, by the names of FuseV1Options in @electron/fuses; each line with its reason. */
export const FUSES = {
  /** The program is no general Node for others to start. */
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableCookieEncryption: true,
  /** The archive must be the one that was packaged. */
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  /** With it on, file: pages could read more than our protocol gives, and app:// loses cross-origin isolation. */
  GrantFileProtocolExtraPrivileges: false,
} as const;
