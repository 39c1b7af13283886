import './server' // it listens as soon as the app starts
