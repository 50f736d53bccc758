import program from '../../package.json' with { type: 'json' };

/** Version of the program, as package.json has it. */
export const PROGRAM_VERSION: string = program.version;
