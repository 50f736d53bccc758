/** The shape of every request a host serves: checked at the IPC channel and at the HTTP route alike. */
import { z } from 'zod';
import type { PickedFile, ProjectContent, ProjectRef } from './hostApi.ts';
import type { HostArguments, HostMethod } from './hostMethods.ts';

/** Longest name of a project or file that a host takes [characters]. */
const NAME_LIMIT = 200;
/** Longest JSON text of scenarios or settings [characters]. */
const TEXT_LIMIT = 64 * 1024 * 1024;

const bytes = z.instanceof(Uint8Array);

export const projectRefSchema: z.ZodType<ProjectRef> = z.strictObject({
  id: z.string().min(1).max(4096),
  name: z.string().max(NAME_LIMIT),
  place: z.string().max(4096),
  modified: z.string().max(40),
});

export const projectContentSchema: z.ZodType<ProjectContent> = z.strictObject({
  name: z.string().max(NAME_LIMIT),
  district: bytes,
  weather: bytes,
  scenarios: z.string().max(TEXT_LIMIT),
  settings: z.string().max(TEXT_LIMIT),
  results: z.record(z.string().max(NAME_LIMIT), bytes),
});

const pickedFileSchema: z.ZodType<PickedFile> = z.strictObject({ name: z.string().max(NAME_LIMIT), bytes });
const settingsSchema = z.record(z.string().max(NAME_LIMIT), z.unknown());
const suggestedName = z.string().max(NAME_LIMIT);

/** Arguments of every method, in order. */
export const HOST_REQUESTS = {
  info: z.tuple([]),
  readSettings: z.tuple([]),
  writeSettings: z.tuple([settingsSchema]),
  recentProjects: z.tuple([]),
  openProject: z.union([z.tuple([]), z.tuple([projectRefSchema])]),
  saveProject: z.tuple([projectRefSchema, projectContentSchema]),
  saveProjectAs: z.tuple([suggestedName, projectContentSchema]),
  autosave: z.tuple([projectRefSchema.nullable(), projectContentSchema]),
  recoverable: z.tuple([]),
  recover: z.tuple([]),
  discardRecovery: z.tuple([]),
  pickFile: z.tuple([z.array(z.string().max(40)).max(40)]),
  exportFile: z.tuple([suggestedName, z.string().max(NAME_LIMIT), bytes]),
  setUnsaved: z.tuple([z.boolean()]),
  importProject: z.tuple([pickedFileSchema]),
} as const satisfies { readonly [M in HostMethod]: z.ZodType<HostArguments<M>> };
