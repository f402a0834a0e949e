// Every call of the contract against every role that a shop starts with, as a page of the docs: made from the code, so that it says
// what the till does.
import type { CallMeta } from '../src/shared/contract/access.ts';
import { contract } from '../src/shared/contract.ts';
import { FIRST_ROLES, RIGHTS, type Role, reaches } from '../src/shared/rights.ts';

interface Call {
  /** `sale.cancel` */
  name: string;
  meta: CallMeta;
}

const CALLS: readonly Call[] = Object.entries(contract).flatMap(([group, calls]) =>
  Object.entries(calls).map(([name, procedure]): Call => ({ name: `${group}.${name}`, meta: procedure['~orpc'].meta })),
);

/** `in part`: as long as it comes to nothing that needs a right which the role has not. */
type Reach = 'yes' | 'in part' | 'no';

function reachOf(role: Role, { right, also }: CallMeta): Reach {
  if (right !== 'anyone' && right !== 'signed_in' && !reaches(role, right)) return 'no';
  return also.every((one) => reaches(role, one, { ppm: 1_000_000 })) ? 'yes' : 'in part';
}

export function rightsPage(): string {
  const nameOf = ({ names }: Role) => names.en ?? '';
  const roles = FIRST_ROLES.map(nameOf);
  const percent = (ppm: number) => `${ppm / 10_000} %`;
  return [
    '# Rights',
    '',
    'Made from the code by `npm run rights`; a test holds it up to date, and another makes every call as every role.',
    '',
    'A shop edits its roles; these are the ones that it starts with. What a role may not do, somebody who may can approve at the',
    'same screen, one call at a time. `anyone` needs nobody signed in, `signed_in` anybody. "In part": as long as the call comes to',
    'nothing that needs one of the rights in the column before, such as a discount over the limit or somebody else’s open sale.',
    '',
    '## Roles',
    '',
    table(
      ['Right', ...roles],
      [
        ...RIGHTS.map((right) => [`\`${right}\``, ...FIRST_ROLES.map(({ rights }) => (rights.includes(right) ? 'yes' : 'no'))]),
        ['discount up to', ...FIRST_ROLES.map(({ limits }) => percent(limits.discountPpm))],
        ['a badge alone suffices', ...FIRST_ROLES.map(({ badgeSuffices }) => (badgeSuffices ? 'yes' : 'no'))],
      ],
    ),
    '',
    '## Grave calls',
    '',
    'What decides who may do what, and what pays out. Who has a second factor gives a code of it for these, unless they have within five',
    'minutes; so does whoever approves one of them.',
    '',
    ...CALLS.filter(({ meta }) => meta.grave).map(({ name }) => `- \`${name}\``),
    '',
    '## Calls',
    '',
    table(
      ['Call', 'Screens', 'Needs', 'May also need', ...roles],
      CALLS.map(({ name, meta }) => [
        `\`${name}\``,
        meta.screens.join(', '),
        `\`${meta.right}\``,
        meta.also.map((right) => `\`${right}\``).join(', '),
        ...FIRST_ROLES.map((role) => reachOf(role, meta)),
      ]),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
