// The manager's screen.
import { startScreen } from '../start-screen.tsx';
import { ManagerScreen } from './manager-screen.tsx';
import './manager.css';

startScreen('manager', <ManagerScreen />);
