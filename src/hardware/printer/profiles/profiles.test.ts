import { describe, expect, test } from 'vitest';
import { PROFILES, profileNamed, profileOfPrinter } from './profiles.ts';

const said = (maker: string, model: string) => profileOfPrinter({ maker, model, firmware: '' })?.id ?? null;

describe('the profile of a printer by its own word', () => {
  test.each([
    ['the same name', 'EPSON', 'TM-T20II', 'TM-T20II'],
    ['the same name in another spelling', 'Citizen', 'CT S651', 'CT-S651'],
    ['a later model of its series', 'EPSON', 'TM-T88VI', 'TM-T88V'],
    ['a series without its maker', '', 'TM-T88VII', 'TM-T88V'],
    ['another model of another series', 'EPSON', 'TM-m30III', null],
    ['a model that has only its maker’s letters in common', 'EPSON', 'TM-H6000', null],
    ['a name of another maker', 'BIXOLON', 'TM-T88X', null],
    ['a printer that says nothing', '', '', null],
  ])('is %s', (_, maker, model, id) => {
    expect(said(maker, model)).toBe(id);
  });
});

describe('the profiles', () => {
  test('have names of their own, and code pages by their number', () => {
    expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length);
    expect(profileNamed('TM-T88V')).toMatchObject({ vendor: 'Epson', family: 'escpos', dots: 512, cutter: true });
    expect(profileNamed('TM-T88V')?.codePages).toMatchObject({ cp437: 0, cp858: 19, cp1252: 16 });
    expect(profileNamed('TSP600')?.family).toBe('star');
  });

  test('are none of customer displays', () => {
    expect(PROFILES.filter(({ model }) => /display/i.test(model))).toEqual([]);
  });
});
