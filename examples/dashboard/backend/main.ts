import { simulate } from './devices'
import { url } from './broker'

simulate(url, 'boiler', 'Boiler', '°C', 64, 12)
simulate(url, 'greenhouse', 'Greenhouse', '% humidity', 71, 9)
simulate(url, 'turbine', 'Wind turbine', 'kW', 310, 120)
simulate(url, 'tank', 'Rain tank', 'L', 840, 60)
