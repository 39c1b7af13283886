import './habits-app'
