/** The content policy forbids evaluated code; zod would try it once to find out. Import before any schema is used. */
import { config } from 'zod';

config({ jitless: true });
