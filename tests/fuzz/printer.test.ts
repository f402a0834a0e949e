// What a printer may answer, broken: the status and answers of ESC/POS and Star, and who they say that they are.
import { expect, test } from 'vitest';
import { createAnswerFramer } from '../../src/hardware/printer/answer-framer.ts';
import { askForAcknowledgement, jobIdOf } from '../../src/hardware/printer/escpos-commands.ts';
import { createIdentityReader, identityOf } from '../../src/hardware/printer/identity-reader.ts';
import { createProbe } from '../../src/hardware/printer/printer-probe.ts';
import { conditionOf, statusOfAnswer, statusOfAutomatic } from '../../src/hardware/printer/printer-status.ts';
import { profileOfPrinter } from '../../src/hardware/printer/profiles/profiles.ts';
import { createStarFramer } from '../../src/hardware/printer/star/star-status.ts';
import { starWording } from '../../src/hardware/printer/star/wording.ts';
import { escPosWording } from '../../src/hardware/printer/wording.ts';
import { automaticStatus } from '../../src/hardware/simulators/printer-faults.ts';
import { starStatus } from '../../src/hardware/simulators/star-status.ts';
import { FUZZ_LIMIT_MS, fuzz, inPieces } from './mutate.ts';

const FAULTS = ['none', 'paper_out', 'cover_open', 'cutter_error', 'too_hot'] as const;
const identity = Buffer.from('_EPSON\0_TM-T88VI\0_30.70 ESC/POS\0', 'latin1');
const acknowledgement = Buffer.concat([Uint8Array.of(0x37, 0x22), askForAcknowledgement(jobIdOf(12345)).subarray(-4), Uint8Array.of(0)]);
const escPos = [...FAULTS.map((fault) => automaticStatus(fault)), Uint8Array.of(0x12, 0x1a, 0x7e), acknowledgement, identity, Uint8Array.of(0x00)];
const star = FAULTS.flatMap((fault) => [starStatus(fault, 17, true), starStatus(fault, null, false)]);

test(
  'the answers of an ESC/POS printer',
  async () => {
    // One that lives on, as on a line that stays open, and one for each frame.
    const frame = createAnswerFramer();
    const words = escPosWording();
    await fuzz(escPos, (bytes, random) => {
      const probe = createProbe();
      for (const piece of inPieces(bytes, random)) {
        for (const answer of frame(probe.take(piece))) {
          probe.heard(answer);
          if (answer.kind === 'automatic_status') conditionOf(statusOfAutomatic(answer.bytes));
          else if (answer.kind === 'job_printed') expect(answer.jobId).toHaveLength(4);
          else statusOfAnswer(3, answer.byte);
        }
        expect(typeof words.received(piece)[0]?.words).toBe('string');
      }
    });
  },
  FUZZ_LIMIT_MS,
);

test(
  'who an ESC/POS printer says that it is',
  async () => {
    await fuzz([identity, Buffer.from('_BIXOLON\0_SRP-350III\0', 'latin1')], (bytes, random) => {
      const reader = createIdentityReader();
      let rest = 0;
      for (const piece of inPieces(bytes, random)) rest += reader.take(piece).length;
      expect(rest).toBeLessThanOrEqual(bytes.length);
      const said = identityOf(reader.texts);
      if (said) expect(said.model.length).toBeLessThanOrEqual(80);
      if (said) profileOfPrinter(said);
    });
  },
  FUZZ_LIMIT_MS,
);

test(
  'the status of a Star printer',
  async () => {
    const frame = createStarFramer();
    const words = starWording();
    await fuzz(star, (bytes, random) => {
      for (const piece of inPieces(bytes, random)) {
        for (const status of frame(piece)) {
          if (status.counter !== null) expect(status.counter).toBeLessThan(32);
          conditionOf(status);
        }
        words.received(piece);
      }
    });
  },
  FUZZ_LIMIT_MS,
);
