// People and roles as they are managed: what is asked for and what is shown. Who may sign in is in the state (StaffState).
import type { Role } from './rights.ts';
import type { StaffTile } from './state.ts';

export interface PersonView extends StaffTile {
  /** Whether they may sign in. */
  active: boolean;
  /** `long`: of at least LONG_PIN figures. `none`: lost with a restore, or never set. */
  pin: 'none' | 'short' | 'long';
}

export interface NewPerson {
  name: string;
  role: string;
  pin: string;
}

/** What is left out stays. */
export interface PersonChange {
  staffId: string;
  name?: string | undefined;
  role?: string | undefined;
  active?: boolean | undefined;
  /** Together with a role that needs a longer one. */
  pin?: string | undefined;
}

/** `id` is null for a new one. */
export type RoleInput = Omit<Role, 'id'> & { id: string | null };
