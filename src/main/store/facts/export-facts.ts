// What was handed out of the shop's books, and the key that files of the journal are signed with.
import { z } from 'zod';
import { EXPORT_KINDS } from '../../../shared/accounting.ts';

export const EXPORT_FACTS = {
  /** From here on; its secret half is sealed elsewhere. Ed25519, 32 bytes as hex. */
  signing_key_made: z.object({ publicKey: z.string() }),
  /** A whole file, by what it says of its days; `sha256` is of its bytes. */
  export_made: z.object({
    export: z.enum(EXPORT_KINDS),
    from: z.string().nullable(),
    to: z.string().nullable(),
    fileName: z.string(),
    bytes: z.int(),
    sha256: z.string(),
  }),
} as const;
