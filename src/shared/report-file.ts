// Reports as files: which there are, in which formats, and the pieces in which a screen gets one.
import { z } from 'zod';

export const FILE_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The report that a file is of. Days are the shop's; a range has both of its ends; a period is a month (2026-11) or a year. */
export const reportOfFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), day }),
  z.object({ kind: z.literal('range'), from: day, to: day }),
  z.object({ kind: z.literal('x') }),
  z.object({ kind: z.literal('z'), number: z.int().min(1).max(1_000_000_000) }),
  z.object({ kind: z.literal('period'), period: z.string().regex(/^\d{4}(-\d{2})?$/) }),
]);
export type ReportOfFile = z.infer<typeof reportOfFileSchema>;

export interface FileWanted {
  report: ReportOfFile;
  /** One of its tables alone, by its id. */
  table?: string | undefined;
  format: FileFormat;
}

/** The first says what is coming, the others are its bytes. */
export type FilePart = { kind: 'file'; fileName: string; mediaType: string } | { kind: 'bytes'; base64: string };
