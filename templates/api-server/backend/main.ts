// The backend starts here, in a process of its own.
import './server'
