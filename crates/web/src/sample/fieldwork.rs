//! What invented patrols entered: explosions heard, nothing heard, an entry put right, a road closed, a day's effort.

use wire::fieldwork::read_table;
use wire::{EffortLine, ObservationLine, RestrictionLine};

const OBSERVATIONS: &str = "\
id,corrects,area,team,observers,patrol,mirrors,position,position_latitude,position_longitude,from,to,precision,time_zone,means,what,count,description,weapon,direction,distance_km,words
obs-0001,,Ridge,Ridge 2,A. Lind; B. Okoro,p-17,p-18,the bridge of Millbrook,32.90,13.20,2020-01-14T10:15,2020-01-14T10:40,span,Africa/Tripoli,heard,explosion,7,undetermined,,NW,7-10,Dull <thuds> behind the hill.
obs-0002,,Ridge,Ridge 2,,p-17,,the bridge of Millbrook,32.90,13.20,2020-01-14T12:00,2020-01-14T16:00,span,Africa/Tripoli,heard; seen,nothing,,,,,,
obs-0003,,Coast,Coast 1,,p-21,,Eastport camera,,,2020-01-15T02:11,,,,camera,burst,3+,outgoing,heavy machine gun,E,2,
obs-0004,obs-0003,Coast,Coast 1,,p-21,,Eastport camera,,,2020-01-15T02:11,,,,camera,burst,about 30,outgoing,heavy machine gun,E,2,The first count was of one salvo.
";
const RESTRICTIONS: &str = "\
id,area,team,kind,by,by_id,place,from,minutes,reason
res-0001,Ridge,Ridge 2,denied,North Army,north-army,the ridge road,2020-01-14T14:00,,the road is closed
res-0002,Coast,Coast 1,delayed,South Council,south-council,the gate of Eastport,2020-01-15T09:00,45,
res-0003,Ridge,Ridge 2,mines,,,the ford,2020-01-15,,
";
const EFFORTS: &str = "\
id,area,from,teams,hours,planned,reached,out_of_reach,cameras_working,cameras
eff-0001,Ridge,2020-01-14,2,16.5,the bridge of Millbrook; the ridge,the bridge of Millbrook,the ridge: road closed,1,2
eff-0002,Coast,2020-01-15,1,8,Eastport,Eastport,,1,1
";

pub(super) fn fieldwork() -> model::Fieldwork {
    let read = "the sample's tables are good";
    let observations = read_table::<ObservationLine>(OBSERVATIONS).expect(read);
    let restrictions = read_table::<RestrictionLine>(RESTRICTIONS).expect(read);
    let efforts = read_table::<EffortLine>(EFFORTS).expect(read);
    model::Fieldwork {
        observations: observations.iter().map(|(_, line)| line.to_observation().expect(read)).collect(),
        restrictions: restrictions.iter().map(|(_, line)| line.to_restriction().expect(read)).collect(),
        efforts: efforts.iter().map(|(_, line)| line.to_effort().expect(read)).collect(),
    }
}
