import { createContext } from 'react';

/** Hands a file to the person; the shell provides it through the host. */
export type ExportFile = (name: string, mediaType: string, bytes: Uint8Array) => void;

export const ExportContext = createContext<ExportFile | null>(null);
