// The entry of a PC/SC reader's thread, built to a file of its own.
import { runPcscThread } from './pcsc-thread.ts';

runPcscThread();
