// The customer's screen.
import { startScreen } from '../start-screen.tsx';
import { CustomerScreen } from './customer-screen.tsx';
import './customer.css';

startScreen('customer', <CustomerScreen />);
